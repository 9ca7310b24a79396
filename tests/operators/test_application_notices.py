"""Who hears what of an application, and nobody else (house:6)."""

import pytest
from django.utils import translation

from config.kernel.accounts import actions as accounts
from config.kernel.outbox.models import Delivery
from operators.application.actions import withdraw
from operators.application.notices import NEWS
from tests import stages
from tests.cast import later
from tests.hearing import seats, told

pytestmark = pytest.mark.article("12", "house:6")


def said(fact: str, seat, language="en") -> tuple[str, str]:
    """(title, text) of the last news of this kind to a seat, in its language."""
    row = Delivery.objects.filter(entry__fact=fact, seat=seat, channel="in_app").latest("pk")
    with translation.override(language):
        return row.said_title(), row.said_text()


def test_a_submission_is_confirmed_to_the_applicant_and_announced_to_the_authority(who):
    application = stages.submitted(who)
    applicant, officers = (who.applicant, who.editor), (who.officer, who.colleague)
    assert told("ApplicationSubmitted") == told("ApplicationSubmitted", "email") == seats(*applicant, *officers)
    _title, text = said("ApplicationSubmitted", who.applicant)
    assert all(word in text for word in (application.number, "version 1", application.version_now.sha256[:12]))
    _title, text = said("ApplicationSubmitted", who.officer)
    assert "2026-03-13" in text


def test_a_rival_hears_nothing_of_it(who):
    call = stages.published_call(who)
    stages.draft(who, call, who.rival)
    stages.submitted(who, call)
    assert not Delivery.objects.filter(seat__body=who.rival.body, entry__fact="ApplicationSubmitted").exists()
    assert Delivery.objects.filter(seat__body=who.applicant.body, entry__fact="ApplicationSubmitted").exists()


def test_a_correction_is_told_with_every_item_and_its_deadline(who):
    application = stages.returned(who)
    title = next(row["title_zh"] for row in application.call.conditions() if row["key"] == "standing")
    _title, text = said("ApplicationReturned", who.editor, "zh-hans")
    assert f"{title}：证明已过期，请更新。" in text
    assert application.due_on.isoformat() in text


@pytest.mark.article("13", "14")
def test_each_step_to_the_award_is_told_to_the_applicant_in_a_sentence_of_its_own(who):
    stages.to_sign(who)
    heard = ["ApplicationAccepted", "ReviewFinished", "ApplicationReported", "NoticeOpened", "NoticeEnded"]
    for fact in heard:
        assert told(fact) == seats(who.applicant, who.editor)
    texts = {said(fact, who.applicant)[1] for fact in heard}
    assert len(texts) == len(heard)
    assert not any("%(" in text for text in texts)
    assert {fact.__name__ for fact in NEWS} == {*heard, "ApplicationSentBack"}


@pytest.mark.article("13")
def test_a_rejection_is_told_to_the_applicant(who):
    stages.verified(who, "rejected")
    assert told("ApplicationRejected") == seats(who.applicant, who.editor)


def test_the_reason_of_an_end_is_told(who):
    application = stages.submitted(who)
    withdraw(application, by=who.applicant, at=later(days=6), reason="计划调整")
    assert "计划调整" in said("ApplicationWithdrawn", who.editor)[1]


def test_who_left_the_applicant_hears_no_more(who):
    application = stages.submitted(who)
    accounts.revoke(who.editor, by=who.applicant, at=later(days=5), reason="离职")
    stages.accepted(who, application)
    assert told("ApplicationAccepted") == seats(who.applicant)
