"""Cases that the clock moves together: what is written is what the ordinary act writes (house:1, house:11)."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from config import wiring
from config.kernel import chunks
from config.kernel.facts import Fact
from config.kernel.outbox.notices import Job, Notice, Office
from config.kernel.writing import given
from operators.application.models import Application, Objection
from operators.application.tasks import end_notices, lapse_overdue
from tests import stages
from tests.cast import NINE, later
from tests.kernel.multitude import applications, copies, written
from tests.kernel.trials import Tried, trial  # noqa: F401
from zones.call.models import Call
from zones.call.tasks import close_due
from zones.zone.models import Zone

pytestmark = pytest.mark.article("house:11")
LATE = later(days=300)


def calls(who) -> list[Call]:
    return copies(stages.published_call(who), 5)


def notices(who) -> list[Application]:
    return applications(stages.on_notice(who), 5)


def corrections(who) -> list[Application]:
    return applications(stages.returned(who), 5)


def undone(doing, cases) -> tuple:
    """What it writes; then it was never done."""
    before = transaction.savepoint()
    doing()
    found = written(cases)
    transaction.savepoint_rollback(before)
    return found


def one_by_one(step, cases, who) -> None:
    for case in cases:
        step.act(stages.fresh(case), by=who.clock, at=LATE, **(step.words(case) if step.words else {}))


def together(step, cases, who) -> chunks.Chunk:
    due = step.act.model.objects.filter(pk__in=[case.pk for case in cases])
    return chunks.carry_out(step.act, due, by=who.clock, at=LATE, words=step.words)


STEPS = [(close_due, calls), (end_notices, notices), (lapse_overdue, corrections)]


@pytest.mark.article("12", "14")
@pytest.mark.parametrize(("step", "made"), STEPS, ids=lambda given: getattr(given, "__name__", ""))
def test_together_writes_the_same_rows_entries_and_news_as_one_by_one(who, step, made):
    cases = made(who)
    alone = undone(lambda: one_by_one(step, cases, who), cases)
    many = undone(lambda: together(step, cases, who), cases)
    assert many == alone
    assert len(alone[1]) == len(cases) and {row["state"] for row in alone[0]} != {cases[0].state}
    assert (alone[2] != []) == (step is not close_due)


def test_every_kind_of_news_is_the_same(who, trial, monkeypatch):
    """An office by its kind, one by its id, named seats with a mark in a name, work after the commit."""

    def announce(zone: Zone, *, by, at):
        """Announce."""
        return Tried(zone, by, at, note="“一”\n%")

    act, cases = trial(announce), copies(stages.planned_zone(who), 4, name=iter("甲乙丙丁").__next__)
    told = [
        Notice(Office(("officer",), kind="authority"), "a %(x)s", "b", {"x": "“一”\n%s"}),
        Notice(Office(("administrator", "editor"), who.applicant.body_id), "a", "b"),
        Notice([who.officer, who.rival], "c", "d"),
        Job("agreement.render"),
    ]
    monkeypatch.setitem(wiring.NOTICES, Tried, [lambda fact: [*told, Notice([who.clock], fact.subject.key, "e")]])
    due = Zone.objects.filter(pk__in=[case.pk for case in cases])

    def alone():
        for case in cases:
            act(stages.fresh(case), by=who.clock, at=LATE)

    first = undone(alone, cases)
    assert undone(lambda: chunks.carry_out(act, due, by=who.clock, at=LATE), cases) == first
    assert len(first[2]) > 4 * 5


def test_what_something_hangs_on_is_left_to_the_ordinary_act(who):
    draft = stages.draft(who)
    cases = [draft.call, *copies(draft.call, 3)]
    assert together(close_due, cases, who).moved == 3
    assert stages.fresh(draft.call).state == "published"
    assert close_due(LATE) == 1
    assert [stages.fresh(case).state for case in (draft.call, draft)] == ["closed", "lapsed"]


def test_one_that_is_refused_keeps_none_waiting(who):
    cases = notices(who)
    with given():
        Objection.objects.create(
            application=cases[2], by=who.outsider, at=LATE, real_name="某", identity_number="1", text="…",
            outcome="upheld", reply="…", answered_by=who.officer, answered_at=LATE,
        )  # fmt: skip
    done = end_notices.run(LATE)
    assert (done.left, done.failed) == (1, 0)
    assert [stages.fresh(case).state for case in cases] == [
        "public_notice" if case is cases[2] else "to_sign" for case in cases
    ]
    assert "objection_upheld" in [no.code for no in end_notices.act.refusals(cases[2], by=who.clock, at=LATE)]


def test_one_that_is_not_due_by_its_own_rule_stays(who):
    cases = calls(who)
    with given():
        Call.objects.filter(pk=cases[0].pk).update(closes_at=LATE.replace(year=2027))
    assert together(close_due, cases, who).moved == 4
    assert stages.fresh(cases[0]).state == "published"


def test_it_is_the_clock_s_seat_that_acts(who):
    cases = calls(who)
    due = Call.objects.filter(pk__in=[case.pk for case in cases])
    assert chunks.carry_out(close_due.act, due, by=who.officer, at=LATE).moved == 0
    assert {stages.fresh(case).state for case in cases} == {"published"}


def test_a_second_time_moves_nothing(who):
    cases = notices(who)
    assert [together(end_notices, cases, who).moved for _ in range(2)] == [5, 0]


def test_a_body_that_writes_for_itself_is_not_done_together(who, trial):
    def rename(zone: Zone, *, by, at):
        """Rename."""
        Zone.objects.filter(pk=zone.pk).update(name="别名")
        return Tried(zone, by, at)

    act, zone = trial(rename), stages.planned_zone(who)
    with pytest.raises(chunks.NotForMany):
        chunks.carry_out(act, Zone.objects.filter(pk=zone.pk), by=who.clock, at=LATE)
    assert stages.fresh(zone).name == zone.name


@pytest.mark.parametrize("name", ["countersigning.expire", "agreement.expire", "evaluation.finalise"])
def test_what_moves_with_something_above_it_moves_alone(name):
    act = next(step.act for step in wiring.SWEEP if step.act.name == name)
    assert not chunks.fit(act)


def test_every_step_that_is_taken_together_can_be():
    chosen = [step for step in wiring.SWEEP if step.together]
    assert {step.act.name for step in chosen} == {"call.close", "application.end_notice", "application.lapse"}
    assert all(chunks.fit(step.act) for step in chosen)


@pytest.mark.postgresql
def test_thirty_are_moved_with_as_many_statements_as_three(who):
    call = stages.published_call(who)

    def statements(count: int) -> int:
        cases = copies(call, count)
        with CaptureQueriesContext(connection) as asked:
            assert together(close_due, cases, who).moved == count
        with given():
            Call.objects.filter(pk__in=[case.pk for case in cases]).update(number=None)
        return len(asked)

    assert statements(3) == statements(30) <= 8


def test_a_fact_that_nobody_says_anything_about_concerns_everybody(who, trial, monkeypatch):
    def announce(zone: Zone, *, by, at):
        """Announce."""
        return Tried(zone, by, at)

    heard: list[Fact] = []
    monkeypatch.setitem(wiring.REACTIONS, Tried, [heard.append])
    act, zone = trial(announce), stages.planned_zone(who)
    assert chunks.carry_out(act, Zone.objects.filter(pk=zone.pk), by=who.clock, at=NINE).moved == 0
    assert heard == []
