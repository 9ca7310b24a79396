"""An application is awarded with its agreement, or both come to nothing; what hangs on it (Arts 14, 16)."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from config.kernel.writing import given
from config.story.telling import BEIJING
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement, last_day
from operators.agreement.tasks import begin_due, expire_due
from operators.application import actions as applications
from operators.application.tasks import lapse_overdue
from tests import awarding, stages
from tests.cast import later
from tests.refusing import answers, refused
from tests.stages import fresh
from zones.call.actions import cancel
from zones.zone.actions import close

pytestmark = pytest.mark.article("16")


def midnight(day) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


def states(agreement) -> tuple[str, str]:
    agreement = fresh(agreement)
    return agreement.state, agreement.application.state


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
    words = {"at": later(days=200), "reason": "逾期未签"}
    assert answers(applications.lapse, agreement.application, who, "clock", **words) == {"clock": ["signed"]}
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
    return {
        name: value for name, value in Agreement.objects.filter(pk=agreement.pk).values()[0].items() if name != "id"
    }


@pytest.mark.article("8")
@pytest.mark.parametrize(
    ("stage", "codes"),
    [
        ("to_sign", []),
        ("drafted_agreement", ["agreement_under_way"]),
        ("signed", ["agreement_under_way"]),
        ("in_force", ["operated"]),
    ],
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


@pytest.mark.article("14")
def test_a_text_that_is_locked_late_is_due_when_its_award_lapses(who):
    agreement = stages.written_agreement(who)
    late = {"starts_on": later(days=95).date(), "ends_on": last_day(later(days=95).date(), 5)}
    agreements.write(agreement, by=who.officer, at=later(days=90), **late)
    agreement = fresh(agreements.finalise(fresh(agreement), by=who.officer, at=later(days=90)).subject)
    application = agreement.application
    assert (agreement.due_on, agreement.due_from, agreement.due_days) == (
        application.due_on, application.due_from, application.due_days,
    )  # fmt: skip
    assert agreement.due_on is not None
