"""The frame: what an act does, in which order, and that it is all or nothing (house:1)."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from config import wiring
from config.kernel.acts import ACTS, Refused
from config.kernel.ledger.models import Entry
from config.kernel.outbox.models import Delivery
from config.kernel.outbox.notices import Notice
from config.kernel.refusals import Refusal
from config.kernel.writing import writing_is_open
from operators.application import actions as applications
from tests import stages
from tests.cast import later
from tests.kernel.trials import Tried, entries, refused
from zones.call import actions as calls
from zones.zone import actions as zones
from zones.zone.models import Zone

pytestmark = pytest.mark.article("house:1")


@pytest.fixture
def zone(who):
    return stages.planned_zone(who)


@pytest.fixture
def heard(zone, trial, monkeypatch):
    """A trial act on the zone with an objection, a notice and a reaction, each of which writes down that it was heard.

    Beside its name: the zone's version in the database, the length of the ledger, and whether one may write.
    """
    said = []

    def hear(name):
        said.append((name, Zone.objects.get(pk=zone.pk).version, Entry.objects.count(), writing_is_open()))
        return []

    def try_out(zone: Zone, *, by, at):
        """Try."""
        hear("body")
        return Tried(zone, by, at)

    made = trial(try_out, lambda *_, **__: hear("rule"))
    monkeypatch.setitem(wiring.OBJECTIONS, made.name, [lambda *_, **__: hear("objection")])
    monkeypatch.setitem(wiring.NOTICES, Tried, [lambda fact: hear("notice") or [Notice([fact.by], "title", "text")]])
    monkeypatch.setitem(wiring.REACTIONS, Tried, [lambda fact: hear("reaction")])
    return made, said


def test_first_rule_and_objections_then_the_body_then_case_entry_and_outbox_at_once_then_reactions(who, zone, heard):
    act, said = heard
    version, length = zone.version, Entry.objects.count()
    act(zone, by=who.officer, at=later())
    assert said == [
        ("rule", version, length, True),
        ("objection", version, length, True),
        ("body", version, length, True),
        ("notice", version, length, True),  # what is owed is written in the statement of the case and its entry
        ("reaction", version + 1, length + 1, True),
    ]
    assert {row.entry.act for row in Delivery.objects.filter(title="title")} == {act.name}
    assert not writing_is_open()


@pytest.mark.postgresql
def test_the_row_is_locked_before_anything_is_asked_about_it(who, zone):
    with CaptureQueriesContext(connection) as asked:
        zones.establish(zone, by=who.officer, at=later())
    said = [query["sql"] for query in asked if not query["sql"].startswith("SAVEPOINT")]
    assert "FOR NO KEY UPDATE" in said[0]
    assert '"zones_zone"' in said[0]


def test_the_case_comes_fresh_from_the_database_not_from_the_caller(who):
    old = stages.submitted(who)
    now = stages.accepted(who, old)
    assert old.state == "submitted"
    with refused("wrong_state", on=now):
        applications.accept(old, by=who.officer, at=later(days=8))
    assert applications.withdraw(old, by=who.applicant, at=later(days=8)).subject is not old


def test_refusals_answers_before_and_the_act_refuses_with_the_same(who):
    draft = stages.draft(who)
    before = applications.accept.refusals(draft, by=who.supervisor, at=later(days=8))
    with refused(*[refusal.code for refusal in before], on=draft) as no:
        applications.accept(draft, by=who.supervisor, at=later(days=8))
    assert list(no.value.refusals) == before
    assert {"wrong_state", "role", "not_examined"} == {refusal.code for refusal in before}


def test_all_reasons_are_told_at_once(who):
    call = stages.drafted_call(who)
    with refused("stale", "role", "missing", "not_open", "closes_at", on=call) as no:
        calls.extend(call, by=who.supervisor, at=later(), seen=0, closes_at=call.closes_at, reason=" ")
    assert str(no.value).count("(") >= 5
    published = stages.published_call(who, zone=call.zone)
    moved = calls.extend(
        published, by=who.officer, at=later(days=2), seen=published.version, closes_at=later(days=50), reason="示例"
    )
    assert moved.subject.closes_at == later(days=50)


def test_objections_of_higher_floors_are_among_the_refusals(who):
    call = stages.submitted(who).call
    call = stages.fresh(calls.close(call, by=who.clock, at=later(days=40)).subject)
    with refused("applications_open", on=call):
        calls.conclude(call, by=who.officer, at=later(days=41))


def test_an_act_leaves_one_entry_in_the_chain_of_its_case(who, zone):
    fact = zones.establish(zone, by=who.officer, at=later(minutes=1))
    entry = Entry.objects.latest("id")
    assert (entry.act, entry.fact, entry.article, entry.seat, entry.case_key) == (
        "zone.establish", "ZoneEstablished", "2", who.officer, zone.key,
    )  # fmt: skip
    assert entries(zone) == ["zone.plan", "zone.establish"]
    now = stages.fresh(zone)
    assert (now.version, now.ledger_seq, now.ledger_head, now.state) == (2, 2, entry.link, "established")
    assert now.state_since == fact.at == later(minutes=1)


def test_acts_inside_an_act_leave_one_entry_each(who):
    call = stages.published_call(who)
    first, second = stages.submitted(who, call), stages.draft(who, call, who.rival)
    length = Entry.objects.count()
    calls.cancel(call, by=who.officer, at=later(days=6), reason="示例")
    new = list(Entry.objects.order_by("id")[length:].values_list("act", "case_id"))
    assert new == [("call.cancel", call.pk), ("application.lapse", first.pk), ("application.lapse", second.pk)]


def test_a_reaction_that_fails_takes_everything_back(who, heard, zone, monkeypatch):
    act, said = heard

    def fail(fact):
        raise ZeroDivisionError

    monkeypatch.setitem(wiring.REACTIONS, Tried, [fail])
    length = Entry.objects.count()
    with pytest.raises(ZeroDivisionError):
        act(zone, by=who.officer, at=later())
    assert "notice" in [name for name, *_ in said]
    assert (stages.fresh(zone).version, Entry.objects.count()) == (zone.version, length)
    assert not Delivery.objects.filter(title="title").exists()
    assert not writing_is_open()


def test_a_refusal_in_a_reaction_refuses_the_whole_act(who, heard, zone, monkeypatch):
    act, _ = heard
    monkeypatch.setitem(
        wiring.REACTIONS, Tried, [lambda fact: zones.close(zone, by=who.supervisor, at=fact.at, reason="示例")]
    )
    with refused("role", on=zone):
        act(zone, by=who.officer, at=later())


def test_a_refusal_of_an_inner_act_that_is_caught_leaves_no_half_of_it(who, trial):
    zone, other = stages.planned_zone(who), stages.planned_zone(who, name="另一专区")

    def inner(zone: Zone, *, by, at):
        """Changes one zone, then is refused on another matter."""
        zones.establish(other, by=by, at=at)
        raise Refused([Refusal("never_mind", "示例", "house:1")])

    def outer(zone: Zone, *, by, at):
        """Goes on without what was refused."""
        with pytest.raises(Refused):
            trial(inner)(other, by=by, at=at)
        return Tried(zone, by, at)

    trial(outer)(zone, by=who.officer, at=later())
    assert (stages.fresh(other).state, entries(other)) == ("planned", ["zone.plan"])
    assert entries(zone) == ["zone.plan", "kernel.outer"]


def test_the_outermost_act_owns_its_transaction(who, zone):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        zones.establish(zone, by=who.officer, at=later())
    assert stages.fresh(zone).state == "planned"


def test_two_acts_cannot_have_one_name(trial):
    def twice(zone: Zone, *, by, at):
        """Defined twice."""

    first = trial(twice)
    with pytest.raises(TypeError, match=r"kernel\.twice"):
        trial(twice)
    assert ACTS[first.name] is first


def test_a_word_that_the_act_does_not_know_is_refused(who, zone):
    with refused("unknown_word", on=zone):
        zones.establish(zone, by=who.officer, at=later(), unknown="word")
