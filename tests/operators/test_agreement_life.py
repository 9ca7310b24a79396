"""In force on its first day, resting and over as Art. 16 says; awarded exactly when it is in force (Arts 14, 16)."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts.models import Seat
from config.kernel.countersigning.actions import countersign, decline
from config.kernel.countersigning.queries import open_on
from config.kernel.ledger.models import Entry
from config.kernel.writing import given
from config.story.telling import BEIJING
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement
from operators.agreement.tasks import begin_due, expire_due
from operators.application import actions as applications
from operators.application.tasks import lapse_overdue
from tests import awarding, stages
from tests.cast import later
from tests.refusing import refused
from tests.stages import fresh
from zones.call.actions import cancel
from zones.zone.actions import close

pytestmark = pytest.mark.article("16")


def midnight(day) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


def states(agreement) -> tuple[str, str]:
    agreement = fresh(agreement)
    return agreement.state, agreement.application.state


def entries(act: str) -> int:
    return Entry.objects.filter(act=act).count()


def test_signed_before_its_first_day_it_waits_for_the_clock(who):
    agreement = stages.signed(who)
    first = midnight(agreement.starts_on)
    assert begin_due(at=first - timedelta(seconds=1)) == 0
    assert states(agreement) == ("signed", "to_sign")
    assert begin_due(at=first) == 1
    assert states(agreement) == ("in_force", "awarded")
    assert fresh(agreement).in_force_at == first


def test_the_clock_may_come_twice(who):
    agreement = stages.signed(who)
    first = midnight(agreement.starts_on)
    assert [begin_due(at=first), begin_due(at=first), begin_due(at=first + timedelta(days=1))] == [1, 0, 0]
    assert entries("agreement.bring_into_force") == entries("application.award") == 1
    over = midnight(agreement.ends_on) + timedelta(days=1)
    assert [expire_due(at=over), expire_due(at=over)] == [1, 0]
    assert entries("agreement.expire") == 1


def test_or_comes_late(who):
    agreement = stages.signed(who)
    assert begin_due(at=midnight(agreement.starts_on) + timedelta(days=9)) == 1
    assert states(agreement) == ("in_force", "awarded")


def test_signed_on_or_after_its_first_day_it_is_in_force_at_once(who):
    agreement = awarding.finalised(who, stages.to_sign(who))
    at = midnight(agreement.starts_on)
    agreement = awarding.signed_by(agreement, who.authority_signatory, at=at)
    assert states(agreement) == ("part_signed", "to_sign")
    agreement = awarding.signed_by(agreement, who.signatory, at=at)
    assert states(agreement) == ("in_force", "awarded")
    assert Entry.objects.get(act="agreement.bring_into_force").seat == who.clock


@pytest.mark.parametrize(("days", "codes"), [(-1, ["not_begun"]), (0, []), (1825, []), (1826, ["term_over"])])
def test_it_comes_into_force_within_its_term_only(who, days, codes):
    """Five years with one leap day have 1826 days."""
    agreement = stages.signed(who)
    at = midnight(agreement.starts_on) + timedelta(days=days)
    assert [no.code for no in agreements.bring_into_force.refusals(agreement, by=who.clock, at=at)] == codes


@pytest.mark.parametrize("role", ["officer", "authority_signatory", "signatory"])
def test_nobody_but_the_clock_begins_and_ends_a_term(who, role):
    agreement, by = stages.signed(who), getattr(who, role)
    assert refused(agreements.bring_into_force, agreement, by=by, at=later(days=80)) == ["role"]
    begin_due(at=later(days=80))
    assert refused(agreements.expire, agreement, by=by, at=later(days=2000)) == ["role"]
    assert refused(agreements.replace, agreement, by=by, at=later(days=81), amendment=0) == ["role", "no_amendment"]


def test_it_is_in_force_to_the_end_of_its_last_day(who):
    agreement = stages.in_force(who)
    over = midnight(agreement.ends_on) + timedelta(days=1)
    assert refused(agreements.expire, agreement, by=who.clock, at=over - timedelta(seconds=1)) == ["not_over"]
    assert expire_due(at=over - timedelta(seconds=1)) == 0
    assert expire_due(at=over) == 1
    assert (fresh(agreement).state, fresh(agreement).ended_at) == ("expired", over)


def test_what_is_refused_to_the_clock_waits_for_its_next_round(who):
    agreement = stages.signed(who)
    with given():
        Seat.objects.filter(pk=who.clock.pk).update(state="revoked")
    assert begin_due(at=later(days=80)) == 0
    with given():
        Seat.objects.filter(pk=who.clock.pk).update(state="active")
    assert begin_due(at=later(days=81)) == 1
    assert states(agreement) == ("in_force", "awarded")


@pytest.mark.parametrize("verb", ["suspend", "terminate"])
def test_the_authority_alone_neither_suspends_nor_terminates(who, verb):
    agreement = stages.in_force(who)
    act = getattr(agreements, verb)
    assert refused(act, agreement, by=who.officer, at=later(days=90), reason="") == ["missing"]
    act(agreement, by=who.officer, at=later(days=90), reason="违约")
    assert states(agreement) == ("in_force", "awarded")
    decline(open_on(agreement), by=who.supervisor, at=later(days=91), reason="证据不足")
    assert states(agreement) == ("in_force", "awarded")
    act(agreement, by=who.officer, at=later(days=92), reason="再次违约")
    countersign(open_on(agreement), by=who.supervisor, at=later(days=93))
    assert fresh(agreement).state == {"suspend": "suspended", "terminate": "terminated"}[verb]


def both(act, agreement, who, day, reason="原因"):
    act(agreement, by=who.officer, at=later(days=day), reason=reason)
    countersign(open_on(agreement), by=who.supervisor, at=later(days=day, minutes=1))
    return fresh(agreement)


def test_what_rests_goes_on_by_both_and_its_term_runs_meanwhile(who):
    agreement = stages.in_force(who)
    ends_on = agreement.ends_on
    both(agreements.suspend, agreement, who, 90)
    assert refused(agreements.suspend, agreement, by=who.officer, at=later(days=91), reason="再停") == ["wrong_state"]
    assert refused(agreements.resume, agreement, by=who.officer, at=later(days=91), reason=" ") == ["missing"]
    assert both(agreements.resume, agreement, who, 95).state == "in_force"
    assert fresh(agreement).ends_on == ends_on


def test_what_rests_can_be_terminated_or_expire(who):
    agreement = both(agreements.suspend, stages.in_force(who), who, 90)
    assert agreements.terminate.refusals(agreement, by=who.officer, reason="违约") == []
    assert expire_due(at=midnight(agreement.ends_on) + timedelta(days=1)) == 1


def test_a_termination_is_kept_with_its_day_and_reason_and_is_the_end(who):
    agreement = both(agreements.terminate, stages.in_force(who), who, 90, reason="擅自转售数据")
    assert (agreement.ended_at, agreement.ended_reason) == (later(days=90, minutes=1), "擅自转售数据")
    for act in (agreements.suspend, agreements.resume, agreements.terminate):
        assert refused(act, agreement, by=who.officer, at=later(days=95), reason="原因") == ["wrong_state"]


@pytest.mark.article("8")
def test_where_the_authority_is_the_supervisor_one_signature_is_enough(who):
    agreement = awarding.finalised(who, awarding.in_base_zone(who))
    agreement = awarding.signed_by(agreement, who.authority_signatory, who.signatory)
    begin_due(at=later(days=80))
    agreements.suspend(agreement, by=who.officer, at=later(days=90), reason="整改")
    assert states(agreement) == ("suspended", "awarded")


@pytest.mark.parametrize("role", ["supervisor", "authority_signatory", "signatory", "outsider", "clock"])
def test_nobody_but_an_officer_of_the_authority_proposes_it(who, role):
    agreement, by = stages.in_force(who), getattr(who, role)
    for act in (agreements.suspend, agreements.terminate):
        assert refused(act, agreement, by=by, at=later(days=90), reason="违约") == ["role"]
    both(agreements.suspend, agreement, who, 91)
    assert refused(agreements.resume, agreement, by=by, at=later(days=92), reason="已整改") == ["role"]


@pytest.mark.article("14")
def test_nothing_is_awarded_but_by_an_agreement_in_force(who):
    agreement = stages.signed(who)
    assert refused(applications.award, agreement.application, by=who.clock, at=later(days=80)) == ["no_agreement"]


@pytest.mark.article("14")
@pytest.mark.parametrize("stage", ["drafted_agreement", "finalised", "part_signed"])
def test_what_is_not_signed_in_time_lapses_with_its_application(who, stage):
    agreement = getattr(stages, stage)(who)
    due_on = agreement.application.due_on
    assert lapse_overdue(at=midnight(due_on)) == 0
    assert lapse_overdue(at=midnight(due_on) + timedelta(days=1)) == 1
    assert states(agreement) == ("abandoned", "lapsed")
    assert fresh(agreement).ended_reason == fresh(agreement.application).ended_reason != ""


@pytest.mark.article("14")
def test_what_all_have_signed_does_not_lapse_while_it_waits(who):
    agreement = awarding.finalised(who, stages.to_sign(who), starts_on=later(days=300).date())
    agreement = awarding.signed_by(agreement, who.authority_signatory, who.signatory)
    words = {"by": who.clock, "at": later(days=200), "reason": "逾期未签"}
    assert refused(applications.lapse, agreement.application, **words) == ["signed"]
    assert lapse_overdue(at=later(days=200)) == 0
    assert begin_due(at=later(days=300)) == 1
    assert states(agreement) == ("in_force", "awarded")


@pytest.mark.article("14")
def test_but_what_never_came_into_force_is_void_when_its_term_is_over(who):
    agreement = stages.signed(who)
    at = midnight(agreement.ends_on) + timedelta(days=1)
    assert (begin_due(at=at), lapse_overdue(at=at)) == (0, 1)
    assert states(agreement) == ("abandoned", "lapsed")


def test_the_database_keeps_one_live_agreement_of_an_application_and_one_under_way(who):
    first = stages.in_force(who)
    with given():
        copies = [Agreement(**{**row(first), "number": f"BJ-XY-2026-00990{n}", "state": state})
                  for n, state in enumerate(["suspended", "drafted", "finalised", "expired"])]  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            copies[0].save(force_insert=True)
        copies[1].save(force_insert=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            copies[2].save(force_insert=True)
        copies[3].save(force_insert=True)
    assert sorted(Agreement.objects.values_list("state", flat=True)) == ["drafted", "expired", "in_force"]


def row(agreement) -> dict:
    return {name: value for name, value in Agreement.objects.filter(pk=agreement.pk).values()[0].items() if name != "id"}


@pytest.mark.article("8")
@pytest.mark.parametrize(
    ("stage", "codes"),
    [("to_sign", []), ("drafted_agreement", ["agreement_under_way"]), ("signed", ["agreement_under_way"]), ("in_force", ["operated"])],
)
def test_a_zone_is_not_closed_while_it_is_operated_or_about_to_be(who, stage, codes):
    found = getattr(stages, stage)(who)
    zone = found.zone
    objections = [no.code for no in close.refusals(zone, by=who.officer, at=later(days=81), reason="调整")]
    assert [code for code in objections if code in ("agreement_under_way", "operated")] == codes


@pytest.mark.article("11")
def test_a_call_that_led_to_an_agreement_is_not_cancelled(who):
    call = stages.in_force(who).call
    assert refused(cancel, call, by=who.officer, at=later(days=81), reason="调整") == ["awarded"]
    expire_due(at=later(days=3000))
    assert refused(cancel, call, by=who.officer, at=later(days=3001), reason="调整") == ["awarded"]


@pytest.mark.article("11")
def test_nor_one_whose_agreement_all_have_signed(who):
    agreement = stages.signed(who)
    assert refused(cancel, agreement.call, by=who.officer, at=later(days=79), reason="调整") == ["signed"]
    assert states(agreement) == ("signed", "to_sign")


@pytest.mark.article("11")
def test_with_its_call_an_unsigned_agreement_is_abandoned(who):
    agreement = stages.part_signed(who)
    cancel(agreement.call, by=who.officer, at=later(days=79), reason="专区调整")
    assert states(agreement) == ("abandoned", "lapsed")
