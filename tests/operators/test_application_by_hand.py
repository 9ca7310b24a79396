"""What only a panel, a report, a decision or an agreement can bring about is done by nobody by hand (Arts 9, 13, 14,
16)."""

import pytest

from operators.application.actions import (
    answer_objection,
    approve,
    award,
    begin_review,
    finish_review,
    halt_review,
    object_to,
    open_notice,
    reject,
    report,
)
from operators.decision import actions as decisions
from operators.review import actions as reviews
from tests import awarding, stages
from tests.cast import later
from tests.refusing import refused

pytestmark = pytest.mark.article("13")

AT = later(days=62)


def under_review(who):
    return stages.scoring(who).papers.get().application


def reported(who):
    return stages.sent_report(who).items.get().application


def sent_back(who):
    """Reported a second time: the decision of the first report stands no longer."""
    application = stages.on_notice(who)
    words = {"real_name": "路人甲", "identity_number": "110101199003070011", "text": "该单位曾被处罚。"}
    row = object_to(application, by=who.outsider, at=AT, **words).objection
    answer_objection(application, by=who.officer, at=AT, objection=row, outcome="upheld", reply="经核查成立。")
    awarding.reported(who, stages.fresh(application))
    return stages.fresh(application)


BY_HAND = {  # act → stage, seat, what is said instead
    "begin": (begin_review, stages.accepted, "officer", "no_panel"),
    "halt": (halt_review, under_review, "officer", "panel_scores"),
    "finish": (finish_review, under_review, "officer", "not_concluded"),
    "report": (report, stages.reviewed, "officer", "no_report"),
    "approve": (approve, reported, "verifier", "not_decided"),
    "reject": (reject, reported, "verifier", "not_decided"),
    "approve again": (approve, sent_back, "verifier", "not_decided"),
    "reject again": (reject, sent_back, "verifier", "not_decided"),
    "award": (award, stages.to_sign, "clock", "no_agreement"),
}


@pytest.mark.article("9", "14", "16")
@pytest.mark.parametrize("case", BY_HAND)
def test_the_right_seat_does_it_no_more_by_hand_than_another(who, case):
    act, stage, role, code = BY_HAND[case]
    assert refused(act, stage(who), by=getattr(who, role), at=AT) == [code]


@pytest.mark.article("9", "14", "16")
@pytest.mark.parametrize("case", BY_HAND)
def test_another_seat_never_may(who, case):
    act, stage, _role, code = BY_HAND[case]
    application = stage(who)
    for by in (who.applicant, who.supervisor, who.outsider):
        assert refused(act, application, by=by, at=AT) == ["role", code]


@pytest.mark.article("14")
def test_an_officer_does_not_decide_nor_award(who):
    application = reported(who)
    assert refused(approve, application, by=who.officer, at=AT) == ["role", "not_decided"]
    assert refused(reject, application, by=who.recorder, at=AT) == ["role", "not_decided"]


@pytest.mark.article("16")
def test_an_officer_does_not_award(who):
    assert refused(award, stages.to_sign(who), by=who.officer, at=AT) == ["role", "no_agreement"]


@pytest.mark.article("14")
def test_nobody_else_opens_a_notice(who):
    application = stages.on_notice(who)
    for by in (who.applicant, who.supervisor, who.recorder):
        assert refused(open_notice, application, by=by, at=AT) == ["wrong_state", "role"]
    assert refused(open_notice, application, by=who.officer, at=AT) == ["wrong_state"]


@pytest.mark.article("9")
def test_a_panel_in_convening_opens_no_review(who):
    application = stages.convened(who).papers.get().application
    assert refused(begin_review, application, by=who.officer, at=AT) == ["no_panel"]


@pytest.mark.article("13")
def test_a_report_that_is_only_drafted_or_countersigned_reports_nothing(who):
    application = stages.drafted_report(who).items.get().application
    assert refused(report, application, by=who.officer, at=AT) == ["no_report"]


@pytest.mark.article("13")
def test_a_decision_that_nobody_has_verified_decides_nothing(who):
    application = stages.entered(who).items.get().application
    for act in (approve, reject):
        assert refused(act, application, by=who.verifier, at=AT) == ["not_decided"]


@pytest.mark.article("16")
def test_an_agreement_that_is_only_signed_awards_nothing(who):
    application = stages.signed(who).application
    assert refused(award, application, by=who.clock, at=AT) == ["no_agreement"]


@pytest.mark.article("9", "13", "14", "16")
def test_the_panel_the_report_the_decision_and_the_agreement_do_bring_it_about(who):
    panel = stages.scoring(who)
    application = panel.papers.get().application
    assert stages.fresh(application).state == "under_review"
    reviews.dissolve(panel, by=who.officer, at=later(days=44), reason="专家不足")
    assert stages.fresh(application).state == "accepted"
    again = reviews.convene(application.call, by=who.officer, at=later(days=44)).subject
    stages.concluded(who, stages.scoring(who, stages.fresh(again)))
    assert stages.fresh(application).state == "reviewed"
    report_sent = awarding.reported(who, stages.fresh(application))
    assert stages.fresh(application).state == "reported"
    decisions.enter(
        report_sent, by=who.recorder, at=later(days=60), **stages.decision_words(who, report_sent, "rejected")
    )
    decisions.verify(report_sent, by=who.verifier, at=later(days=61))
    assert stages.fresh(application).state == "rejected"
