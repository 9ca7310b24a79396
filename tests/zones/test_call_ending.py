"""A call ends concluded, or cancelled with a reason that all can read (Arts 10, 11)."""

import pytest

from config.kernel.countersigning.models import Proposal
from operators.application.actions import withdraw
from operators.application.models import Application
from operators.review.models import Panel
from tests import stages
from tests.cast import later
from tests.hearing import seats, told
from tests.refusing import refused
from tests.stages import fresh
from zones.call.actions import ask, cancel, close, conclude
from zones.zone.actions import close as close_zone

pytestmark = pytest.mark.article("11")


def cancelled(who, call, day=50):
    return fresh(cancel(call, by=who.officer, at=later(days=day), reason="专区调整。").subject)


@pytest.mark.parametrize("stage", [stages.drafted_call, stages.proposed_call, stages.published_call])
def test_a_call_is_cancelled_with_a_reason_from_wherever_it_is(who, stage):
    call = stage(who)
    assert refused(cancel, call, by=who.officer, at=later(days=2), reason=" ") == ["missing"]
    call = cancelled(who, call, day=2)
    assert (call.state, call.ended_reason) == ("cancelled", "专区调整。")
    assert refused(cancel, call, by=who.officer, at=later(days=3), reason="专区调整。") == ["wrong_state"]


def test_nobody_is_asked_any_more_to_countersign_a_cancelled_call(who):
    call = cancelled(who, stages.proposed_call(who), day=2)
    assert (Proposal.objects.get().state, Proposal.objects.get().reason) == ("withdrawn", "专区调整。")
    assert call.state == "cancelled"


@pytest.mark.article("12")
@pytest.mark.parametrize(
    "stage",
    [
        stages.draft,
        stages.submitted,
        stages.returned,
        stages.accepted,
        stages.reviewed,
        stages.on_notice,
        stages.to_sign,
    ],
)
def test_a_cancelled_call_takes_its_applications_with_it(who, stage):
    application = stage(who)
    day = 5 if application.state == "draft" else 76
    cancelled(who, application.call, day=day)
    application = fresh(application)
    assert (application.state, application.ended_reason) == ("lapsed", "专区调整。")


@pytest.mark.article("12")
def test_what_came_to_its_end_before_stays_as_it_is_and_so_does_another_calls(who):
    call = stages.published_call(who)
    gone, ours = stages.submitted(who, call), stages.submitted(who, call, by=who.rival)
    withdraw(gone, by=who.applicant, at=later(days=6), reason="调整计划。")
    other = stages.published_call(who, zone=stages.zone(who, name="教育公共数据专区"))
    theirs = stages.submitted(who, other)
    cancelled(who, call)
    assert [fresh(application).state for application in (gone, ours, theirs)] == ["withdrawn", "lapsed", "submitted"]
    assert fresh(other).state == "published"


@pytest.mark.article("9")
@pytest.mark.parametrize("stage", [stages.convened, stages.scoring])
def test_its_panel_dissolves_with_it(who, stage):
    panel = stage(who)
    cancelled(who, panel.call)
    assert fresh(panel).state == "dissolved"
    assert {application.state for application in Application.objects.all()} == {"lapsed"}


@pytest.mark.article("9")
def test_a_panel_that_has_concluded_keeps_its_conclusion(who):
    panel = stages.concluded(who)
    cancelled(who, panel.call)
    assert (fresh(panel).state, Panel.objects.count()) == ("concluded", 1)


@pytest.mark.article("16")
def test_a_call_from_which_an_agreement_came_is_not_cancelled(who):
    call = stages.in_force(who).call
    assert refused(cancel, call, by=who.officer, at=later(days=81), reason="专区调整。") == ["awarded"]


@pytest.mark.article("16")
def test_nor_one_whose_agreement_is_signed_by_all(who):
    agreement = stages.signed(who)
    call = agreement.application.call
    assert refused(cancel, call, by=who.officer, at=later(days=79), reason="专区调整。") == ["signed"]
    assert (fresh(agreement).state, fresh(agreement.application).state) == ("signed", "to_sign")


@pytest.mark.parametrize("seat", ["supervisor", "applicant", "outsider", "clock"])
def test_only_the_authority_cancels_and_concludes(who, seat):
    call, by = stages.published_call(who), getattr(who, seat)
    assert refused(cancel, call, by=by, at=later(days=2), reason="专区调整。") == ["role"]
    close(call, by=who.clock, at=later(days=40))
    assert refused(conclude, call, by=by, at=later(days=41)) == ["role"]


@pytest.mark.article("10")
def test_a_call_is_concluded_when_each_of_its_applications_has_come_to_its_end(who):
    call = stages.published_call(who)
    application = stages.submitted(who, call)
    assert refused(conclude, call, by=who.officer, at=later(days=10)) == ["wrong_state", "applications_open"]
    close(call, by=who.clock, at=later(days=40))
    assert refused(conclude, call, by=who.officer, at=later(days=41)) == ["applications_open"]
    withdraw(application, by=who.applicant, at=later(days=42), reason="调整计划。")
    assert fresh(conclude(call, by=who.officer, at=later(days=43)).subject).state == "concluded"
    assert refused(cancel, call, by=who.officer, at=later(days=44), reason="专区调整。") == ["wrong_state"]


def test_the_supervisor_and_who_asked_hear_of_the_cancellation_and_the_applicants_of_their_applications(who):
    call = stages.published_call(who)
    stages.submitted(who, call)
    ask(call, by=who.outsider, at=later(days=2), text="个人能否申报？")
    cancelled(who, call)
    assert told("CallCancelled") == seats(who.supervisor, who.outsider)
    assert told("ApplicationLapsed") == seats(who.applicant, who.editor)


def test_of_a_draft_that_is_cancelled_the_supervisor_hears_too(who):
    cancelled(who, stages.drafted_call(who), day=2)
    assert told("CallCancelled") == seats(who.supervisor)


@pytest.mark.article("8")
@pytest.mark.parametrize(
    "stage",
    [
        stages.drafted_call,
        stages.proposed_call,
        stages.published_call,
        lambda who: stages.closed_call(who, stages.draft(who)),
    ],
)
def test_a_zone_is_not_closed_while_one_of_its_calls_is_open(who, stage):
    call = stage(who)
    assert refused(close_zone, call.zone, by=who.officer, at=later(days=41), reason="合并。") == ["calls_open"]


@pytest.mark.article("8")
def test_it_is_closed_when_its_calls_have_ended(who):
    ended = stages.closed_call(who, stages.draft(who))
    conclude(ended, by=who.officer, at=later(days=41))
    cancelled(who, stages.drafted_call(who, zone=ended.zone))
    elsewhere = stages.published_call(who, zone=stages.zone(who, name="教育公共数据专区"))
    assert fresh(close_zone(ended.zone, by=who.officer, at=later(days=51), reason="合并。").subject).state == "closed"
    assert fresh(elsewhere.zone).state == "established"
