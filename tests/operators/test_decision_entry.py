"""What the government decided outside, entered by one person and verified by another (Arts 13, 14)."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts import actions as accounts
from config.kernel.refusals import Refused
from config.kernel.writing import given
from operators.decision import actions as decisions
from operators.decision.drafting import attach
from operators.decision.models import Decision
from tests import awarding, stages
from tests.cast import later
from tests.refusing import answers, never, refused
from tests.stages import fresh
from zones.call.actions import cancel

pytestmark = pytest.mark.article("13")

SENT, ENTERED = later(days=48), later(days=60)
DAY = timedelta(days=1)


def test_the_recorder_enters_number_date_signing_mode_outcomes_and_scan(who):
    report = stages.sent_report(who)
    words = stages.decision_words(who, report)
    decisions.enter(report, by=who.recorder, at=ENTERED, **words)
    decision = report.decisions.get()
    assert (decision.document_number, decision.decided_on) == ("京政函〔2026〕1号", later(days=59).date())
    assert (decision.signing_mode, decision.outcomes, decision.scan_id) == (
        "authority",
        words["outcomes"],
        words["scan"],
    )
    assert (decision.standing, decision.entered_by, decision.entered_at) == ("entered", who.recorder, ENTERED)
    assert decision.answered_by is None


def test_nothing_takes_effect_before_the_verification(who):
    report = stages.entered(who)
    assert (report.state, report.items.get().application.state) == ("sent", "reported")
    assert fresh(report).due_on == date(2026, 5, 8)  # three working days after the first of May and its holidays


def test_nobody_but_the_recorder_enters_it(who):
    report = stages.sent_report(who)
    words = {"at": ENTERED} | stages.decision_words(who, report)
    others = "officer verifier supervisor applicant outsider clock"
    assert answers(decisions.enter, report, who, others, **words) == never(others)
    assert decisions.enter.refusals(report, by=who.recorder, **words) == []


def test_all_that_an_entry_lacks_is_told_at_once(who):
    report = stages.sent_report(who)
    found = refused(decisions.enter, report, by=who.recorder, at=ENTERED)
    assert found == ["missing", "decided_on", "outcomes", "scan"]
    approved = {"outcomes": {"0": "approved"}}
    found = refused(decisions.enter, report, by=who.recorder, at=ENTERED, **approved)
    assert found == ["missing", "decided_on", "signing_mode", "outcomes", "scan"]


def test_the_decision_is_dated_between_the_report_and_today(who):
    """The report was sent on day 48; today is day 60."""
    report = stages.sent_report(who)
    words = {"by": who.recorder, "at": ENTERED} | stages.decision_words(who, report)
    found = {
        days: [no.code for no in decisions.enter.refusals(report, **words | {"decided_on": later(days=days).date()})]
        for days in (47, 48, 60, 61)
    }
    assert found == {47: ["decided_on"], 48: [], 60: [], 61: ["decided_on"]}


@pytest.mark.article("14")
def test_the_government_says_how_what_it_approves_is_signed(who):
    report = stages.sent_report(who)
    words = {"by": who.recorder, "at": ENTERED} | stages.decision_words(who, report)
    rejected = words | {"outcomes": dict.fromkeys(words["outcomes"], "rejected")}
    for mode in ("government", "authority", "authority_and_supervisor"):
        assert decisions.enter.refusals(report, **words | {"signing_mode": mode}) == []
    for mode in ("operator", ""):
        assert refused(decisions.enter, report, **words | {"signing_mode": mode}) == ["signing_mode"]
    assert refused(decisions.enter, report, **rejected | {"signing_mode": "operator"}) == ["signing_mode"]
    assert decisions.enter.refusals(report, **rejected | {"signing_mode": ""}) == []  # nothing is signed


def test_it_says_of_each_reported_application_whether_it_is_approved(who):
    first, second = awarding.two_reviewed(who)
    report = awarding.reported(who, first, second)
    said = {"by": who.recorder, "at": ENTERED} | stages.decision_words(who, report)
    one, other = str(first.pk), str(second.pk)
    for outcomes in ({one: "approved"}, {one: "approved", other: "perhaps"}, {one: "approved", "0": "rejected"}):
        assert refused(decisions.enter, report, **said | {"outcomes": outcomes}) == ["outcomes"]
    assert decisions.enter.refusals(report, **said | {"outcomes": {one: "approved", other: "rejected"}}) == []


@pytest.mark.article("11")
def test_not_more_are_approved_than_the_call_has_places(who):
    first, second = awarding.two_reviewed(who, places=1)
    report = awarding.reported(who, first, second)
    words = stages.decision_words(who, report)
    assert refused(decisions.enter, report, by=who.recorder, at=ENTERED, **words) == ["places"]


@pytest.mark.article("11")
def test_two_places_are_two_awards(who):
    first, second = awarding.two_reviewed(who, places=2)
    awarding.decided(who, awarding.reported(who, first, second), {first: "approved", second: "approved"})
    assert [fresh(first).state, fresh(second).state] == ["public_notice"] * 2


@pytest.mark.article("11")
def test_a_place_that_an_earlier_report_filled_is_taken(who):
    first, second = awarding.two_reviewed(who, places=1)
    awarding.decided(who, awarding.reported(who, first), {first: "approved"})
    report = awarding.reported(who, second)
    words = stages.decision_words(who, report, decided_on=later(days=60).date())
    assert refused(decisions.enter, report, by=who.recorder, at=later(days=61), **words) == ["places"]
    words["outcomes"] = {str(second.pk): "rejected"}
    assert decisions.enter.refusals(report, by=who.recorder, at=later(days=61), **words) == []


def test_the_scan_belongs_to_the_report(who):
    report = stages.sent_report(who)
    application = report.items.get().application
    elsewhere = stages.scan_for(application, who.recorder, ENTERED).pk
    words = stages.decision_words(who, report)
    for scan in (elsewhere, 0):
        assert refused(decisions.enter, report, by=who.recorder, at=ENTERED, **words | {"scan": scan}) == ["scan"]


def test_only_a_recorder_who_still_holds_the_seat_adds_the_scan(who):
    report = stages.sent_report(who)
    attach(report, BytesIO(stages.PDF), by=who.recorder, at=ENTERED, name="批复.pdf")
    accounts.revoke(who.recorder, by=who.security_admin, at=ENTERED, reason="调离")
    for by, code in ((who.recorder, "seat_not_active"), (who.officer, "role"), (who.verifier, "role")):
        with pytest.raises(Refused) as no:
            attach(report, BytesIO(stages.PDF), by=by, at=ENTERED, name="批复.pdf")
        assert no.value.codes == [code]


def test_only_on_a_report_that_was_sent_and_only_once(who):
    report = stages.countersigned_report(who)
    words = stages.decision_words(who, report)
    assert refused(decisions.enter, report, by=who.recorder, at=ENTERED, **words) == ["not_sent"]
    decisions.send(report, by=who.officer, at=SENT)
    decisions.enter(report, by=who.recorder, at=ENTERED, **words)
    assert refused(decisions.enter, report, by=who.recorder, at=ENTERED, **words) == ["entered"]


def test_nobody_but_the_verifier_verifies_or_sends_back(who):
    report, at = stages.entered(who), later(days=61)
    codes = never("officer supervisor applicant clock") | {"recorder": ["role", "same_person"]}
    assert answers(decisions.verify, report, who, " ".join(codes), at=at) == codes
    assert answers(decisions.refuse_entry, report, who, " ".join(codes), at=at, reason="有误") == codes


def test_nobody_verifies_their_own_entry_from_another_seat(who):
    report = stages.entered(who)
    both = awarding.seated(who, who.recorder.user, "verifier", who.recorder.body)
    assert refused(decisions.verify, report, by=both, at=later(days=61)) == ["same_person"]
    assert refused(decisions.refuse_entry, report, by=both, at=later(days=61), reason="有误") == ["same_person"]
    decisions.verify(report, by=who.verifier, at=later(days=61))
    assert fresh(report).state == "decided"


def test_the_database_too_wants_two_persons(who):
    """Not only two seats: the same person sits in both."""
    decision = stages.entered(who).decisions.get()
    both = awarding.seated(who, who.recorder.user, "verifier", who.recorder.body)
    answer = {"standing": "verified", "answered_at": later(days=61)}
    with given():
        row = Decision.objects.filter(pk=decision.pk)
        with pytest.raises(IntegrityError, match="decision_two_persons"), transaction.atomic():
            row.update(**answer, answered_by=both, answered_person=both.user)
        with pytest.raises(IntegrityError, match="decision_answered_when"), transaction.atomic():
            row.update(standing="verified")
        with pytest.raises(IntegrityError, match="decision_answered_by_and_at"), transaction.atomic():
            row.update(**answer, answered_by=who.verifier)
        assert row.update(**answer, answered_by=who.verifier, answered_person=who.verifier.user) == 1


def test_there_is_nothing_to_verify_before_an_entry_or_after_its_answer(who):
    report = stages.sent_report(who)
    assert refused(decisions.verify, report, by=who.verifier, at=ENTERED) == ["nothing_entered"]
    decisions.enter(report, by=who.recorder, at=ENTERED, **stages.decision_words(who, report))
    decisions.verify(report, by=who.verifier, at=later(days=61))
    assert refused(decisions.verify, report, by=who.verifier, at=later(days=62)) == ["wrong_state", "nothing_entered"]
    again = {"by": who.verifier, "at": later(days=62), "reason": "有误"}
    assert refused(decisions.refuse_entry, report, **again) == ["nothing_entered"]


@pytest.mark.article("11")
def test_nor_when_the_call_was_cancelled_meanwhile(who):
    report = stages.entered(who)
    cancel(report.call, by=who.officer, at=later(days=60, minutes=9), reason="专区调整")
    assert refused(decisions.verify, report, by=who.verifier, at=later(days=61)) == ["wrong_state", "nothing_entered"]
    again = {"by": who.verifier, "at": later(days=61), "reason": "有误"}
    assert refused(decisions.refuse_entry, report, **again) == ["nothing_entered"]


def test_an_entry_that_differs_is_sent_back_with_a_reason_and_entered_anew(who):
    report = stages.entered(who, document_number="京政函〔2026〕7号")
    assert refused(decisions.refuse_entry, report, by=who.verifier, at=later(days=61), reason=" ") == ["missing"]
    decisions.refuse_entry(report, by=who.verifier, at=later(days=61), reason="文号有误")
    first = report.decisions.get()
    assert (first.standing, first.reason, first.answered_by) == ("refused", "文号有误", who.verifier)
    assert (fresh(report).state, fresh(report).due_on) == ("sent", None)

    decisions.enter(report, by=who.recorder, at=later(days=61, minutes=9), **stages.decision_words(who, report))
    decisions.verify(report, by=who.verifier, at=later(days=62))
    assert list(report.decisions.order_by("pk").values_list("standing", flat=True)) == ["refused", "verified"]
    assert fresh(report).state == "decided"


def test_the_database_keeps_one_standing_decision(who):
    report = stages.entered(who)
    decision = report.decisions.get()
    with given(), pytest.raises(IntegrityError):
        decision.pk = None
        decision.save(force_insert=True)
