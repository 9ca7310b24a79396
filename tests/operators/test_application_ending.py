"""How an application ends before its award: withdrawn, lapsed with its window or its call (Arts 10-12)."""

import pytest

from config.story.cast import JINSHU
from operators.application.actions import lapse, submit, withdraw
from operators.application.models import Application
from operators.application.tasks import lapse_overdue
from operators.review.models import Panel
from tests import awarding, cast, elsewhere, stages
from tests.cast import later
from tests.hearing import seats, told
from tests.refusing import refused
from zones.call.actions import cancel, conclude
from zones.call.tasks import close_due

pytestmark = pytest.mark.article("12")

CANCELLED = "专区建设方案调整"


def reported(who):
    return stages.sent_report(who).items.get().application


def under_review(who):
    return stages.scoring(who).papers.get().application


BEFORE_THE_REPORT = {
    "draft": stages.draft, "submitted": stages.submitted, "returned": stages.returned, "accepted": stages.accepted,
    "under_review": under_review, "reviewed": stages.reviewed,
}  # fmt: skip
AFTER_IT = {"reported": reported, "public_notice": stages.on_notice, "to_sign": stages.to_sign}


@pytest.mark.parametrize("state", BEFORE_THE_REPORT)
def test_the_applicant_withdraws_until_it_is_reported(who, state):
    application = BEFORE_THE_REPORT[state](who)
    assert application.state == state
    withdraw(application, by=who.applicant, at=later(days=47), reason="计划调整")
    ended = stages.fresh(application)
    assert (ended.state, ended.ended_reason, ended.due_on) == ("withdrawn", "计划调整", None)
    assert told("ApplicationWithdrawn") == seats(who.applicant, who.editor)


@pytest.mark.article("13")
@pytest.mark.parametrize("state", AFTER_IT)
def test_what_was_reported_is_not_withdrawn(who, state):
    application = AFTER_IT[state](who)
    assert application.state == state
    assert refused(withdraw, application, by=who.applicant, at=later(days=80)) == ["wrong_state"]


def test_nobody_but_the_applicant_withdraws(who):
    application = stages.submitted(who)
    assert refused(withdraw, application, by=who.editor, at=later(days=6)) == ["role"]
    assert refused(withdraw, application, by=who.rival, at=later(days=6)) == ["other_body"]
    for by in (who.officer, who.outsider, who.clock):
        assert refused(withdraw, application, by=by, at=later(days=6)) == ["role", "other_body"]


def test_the_signatory_may_withdraw_without_a_reason(who):
    withdraw(stages.submitted(who), by=who.signatory, at=later(days=6))
    assert Application.objects.get().ended_reason == ""


def test_drafts_lapse_when_the_call_closes_and_what_was_submitted_does_not(who):
    call = stages.published_call(who)
    draft, sent = stages.draft(who, call), stages.submitted(who, call, by=who.rival)
    assert close_due(call.closes_at) == 1
    assert [stages.fresh(case).state for case in (draft, sent)] == ["lapsed", "submitted"]
    assert told("ApplicationLapsed") == seats(who.applicant, who.editor)


def test_a_draft_that_lapsed_with_the_window_is_submitted_no_more(who):
    draft = stages.draft(who)
    stages.fill(draft, who.applicant)
    close_due(draft.call.closes_at)
    assert refused(submit, draft, by=who.applicant, at=later(days=41)) == ["wrong_state", "call_closed"]


@pytest.mark.parametrize("state", [*BEFORE_THE_REPORT, *AFTER_IT])
def test_nothing_lapses_before_a_time_limit_is_over(who, state):
    application = (BEFORE_THE_REPORT | AFTER_IT)[state](who)
    at = application.state_since
    assert refused(lapse, application, by=who.clock, at=at, reason="逾期") == ["not_due"]


def test_only_the_clock_and_the_authority_let_lapse(who):
    application = stages.returned(who)
    for by in (who.applicant, who.supervisor, who.verifier):
        assert refused(lapse, application, by=by, at=later(days=60), reason="逾期") == ["role"]
    assert lapse(application, by=who.officer, at=later(days=60), reason="逾期")


def test_lapsing_has_a_reason(who):
    assert refused(lapse, stages.returned(who), by=who.clock, at=later(days=60), reason="") == ["missing"]


@pytest.mark.article("14")
def test_what_is_not_signed_in_time_lapses(who):
    application = stages.to_sign(who)
    last = application.due_on
    days = (last - later().date()).days
    assert lapse_overdue(later(days=days)) == 0
    assert lapse_overdue(later(days=days + 1)) == 1
    assert stages.fresh(application).state == "lapsed"


@pytest.mark.article("16")
def test_what_all_have_signed_waits_for_its_first_day_and_keeps_no_other_waiting(who):
    call = stages.published_call(who)
    late = stages.returned(who, stages.submitted(who, call, by=who.rival))
    late.call.refresh_from_db()
    agreement = signed_for_later(who)
    application = agreement.application
    overdue = later(days=(application.due_on - later().date()).days + 1)
    assert refused(lapse, application, by=who.clock, at=overdue, reason="逾期") == ["signed"]
    assert lapse_overdue(overdue) == 1
    assert [stages.fresh(case).state for case in (application, late)] == ["to_sign", "lapsed"]


def signed_for_later(who):
    """Another zone's award, signed by all, that begins long after its time for signing."""
    zone = elsewhere.education_zone(who)
    call = stages.published_call(who, zone=zone)
    ready = awarding.to_sign(who, awarding.reviewed(who, stages.submitted(who, call)))
    locked = awarding.finalised(who, ready, starts_on=later(days=200).date())
    return awarding.signed_by(locked, who.authority_signatory, who.signatory)


@pytest.mark.article("11")
@pytest.mark.parametrize("state", [*BEFORE_THE_REPORT, *AFTER_IT])
def test_a_cancelled_call_takes_its_open_applications_with_it(who, state):
    application = (BEFORE_THE_REPORT | AFTER_IT)[state](who)
    cancel(application.call, by=who.officer, at=later(days=80), reason=CANCELLED)
    ended = stages.fresh(application)
    assert (ended.state, ended.ended_reason, ended.due_on) == ("lapsed", CANCELLED, None)
    assert not Panel.objects.filter(state__in=["convening", "scoring"]).exists()


@pytest.mark.article("11")
def test_a_cancelled_call_leaves_alone_what_had_ended_before(who):
    application = stages.submitted(who)
    withdraw(application, by=who.applicant, at=later(days=6), reason="计划调整")
    cancel(application.call, by=who.officer, at=later(days=8), reason=CANCELLED)
    assert stages.fresh(application).ended_reason == "计划调整"


@pytest.mark.article("10")
@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_a_call_is_not_concluded_while_an_application_is_open(who, state):
    application = BEFORE_THE_REPORT[state](who)
    call = stages.closed_call(who, application)
    assert refused(conclude, call, by=who.officer, at=later(days=41)) == ["applications_open"]
    withdraw(application, by=who.applicant, at=later(days=41))
    conclude(call, by=who.officer, at=later(days=42))
    assert stages.fresh(call).state == "concluded"


@pytest.mark.article("10", "14")
def test_a_call_is_concluded_when_its_application_was_awarded(who):
    application = stages.in_force(who).application
    assert (application.state, application.organisation) == ("awarded", cast.organisation(JINSHU))
    conclude(application.call, by=who.officer, at=later(days=90))
    assert stages.fresh(application.call).state == "concluded"
