"""What a verified decision does to the applications, and that nothing else does it (Arts 13, 14)."""

import pytest

from config.kernel.ledger.models import Entry
from operators.application import actions as applications
from operators.decision import actions as decisions
from operators.decision.queries import verified_decision
from tests import awarding, stages
from tests.cast import later
from tests.refusing import refused
from tests.stages import fresh

pytestmark = pytest.mark.article("13")


def sent_back(who):
    """An approval whose public notice met an objection that was upheld."""
    application = stages.on_notice(who)
    words = {"real_name": "路人甲", "identity_number": "110101199003070011", "text": "情况不实。"}
    applications.object_to(application, by=who.outsider, at=later(days=62), **words)
    words = {"objection": application.objections.get().pk, "outcome": "upheld", "reply": "属实，予以采纳。"}
    applications.answer_objection(application, by=who.officer, at=later(days=63), **words)
    return fresh(application)


def reported_again(who, application):
    items = awarding.items(application, recommended=False)
    words = {"text": "异议成立，再次上报。", "items": items}
    report = decisions.draft(application.call, by=who.officer, at=later(days=64), **words).subject
    stages.countersigned_report(who, report)
    return fresh(decisions.send(report, by=who.officer, at=later(days=65)).subject)


@pytest.mark.article("14")
def test_the_verification_carries_out_what_was_decided_on_each(who):
    first, second = awarding.two_reviewed(who)
    report = awarding.decided(who, awarding.reported(who, first, second), {first: "approved", second: "rejected"})
    decision = report.decisions.get()
    assert (decision.standing, decision.answered_by, decision.answered_at) == ("verified", who.verifier, later(days=61))
    assert (report.state, report.due_on) == ("decided", None)
    assert [fresh(first).state, fresh(second).state] == ["public_notice", "rejected"]
    assert [verified_decision(first), verified_decision(second)] == [decision, decision]


def test_each_act_that_follows_has_its_own_entry_by_the_verifier(who):
    application = stages.verified(who).items.get().application
    chain = Entry.objects.filter(case_kind="application", case_id=application.pk).order_by("seq")
    assert list(chain.values_list("act", flat=True))[-3:] == [
        "application.report", "application.approve", "application.open_notice",
    ]  # fmt: skip
    assert {entry.seat for entry in chain.filter(act__in=["application.approve", "application.open_notice"])} == {
        who.verifier
    }


def test_a_decision_against_the_recommendation_counts(who):
    """The report recommended it; the government says no."""
    report = stages.verified(who, outcome="rejected", signing_mode="")
    assert report.items.get().recommended is True
    assert report.items.get().application.state == "rejected"


def test_nothing_is_reported_but_by_a_report_that_was_sent(who):
    application = stages.countersigned_report(who).items.get().application
    assert refused(applications.report, application, by=who.officer, at=later(days=48)) == ["no_report"]


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_nothing_is_approved_or_rejected_but_by_a_verified_decision(who, verb):
    application = stages.entered(who).items.get().application
    act = getattr(applications, verb)
    assert refused(act, application, by=who.verifier, at=later(days=61)) == ["not_decided"]


def test_nor_by_one_that_says_the_opposite(who):
    first, second = awarding.two_reviewed(who)
    awarding.decided(who, awarding.reported(who, first, second), {first: "approved", second: "rejected"})
    assert "not_decided" not in codes(applications.approve, first, who)
    assert "not_decided" in codes(applications.reject, first, who)
    assert "not_decided" in codes(applications.approve, second, who)
    assert "not_decided" not in codes(applications.reject, second, who)


def codes(act, application, who) -> list[str]:
    return [no.code for no in act.refusals(fresh(application), by=who.verifier, at=later(days=61))]


@pytest.mark.article("14")
def test_what_was_sent_back_is_reported_and_decided_again(who):
    application = sent_back(who)
    assert application.state == "reviewed"
    report = reported_again(who, application)
    assert fresh(application).state == "reported"
    words = stages.decision_words(who, report, "rejected", decided_on=later(days=66).date())
    decisions.enter(report, by=who.recorder, at=later(days=66), **words)
    decisions.verify(report, by=who.verifier, at=later(days=67))
    assert fresh(application).state == "rejected"


@pytest.mark.article("14")
def test_and_the_earlier_approval_does_not_speak_for_it_any_more(who):
    application = sent_back(who)
    reported_again(who, application)
    assert verified_decision(application) is None
    assert refused(applications.approve, application, by=who.verifier, at=later(days=66)) == ["not_decided"]


@pytest.mark.article("14")
def test_a_report_that_was_withdrawn_takes_nothing_from_the_decision_before_it(who):
    application = sent_back(who)
    decision = verified_decision(application)
    items = awarding.items(application)
    report = decisions.draft(application.call, by=who.officer, at=later(days=64), text="再报。", items=items).subject
    assert verified_decision(application) is None
    decisions.withdraw(report, by=who.officer, at=later(days=65), reason="材料不全")
    assert verified_decision(application) == decision
