"""What is submitted is in time, by the applicant, and kept as a version, numbered and digested (Art. 12)."""

import hashlib
import json
import re
from datetime import timedelta
from io import BytesIO

import pytest

from config.kernel.documents.receiving import of_case
from config.kernel.facts import canonical
from config.kernel.ledger.queries import last_entry
from config.kernel.writing import WrittenOutsideAnAct
from operators.application.actions import return_for_correction, submit, withdraw
from operators.application.drafting import attach, save_section
from operators.organisation.actions import bar
from tests import cast, stages
from tests.cast import later
from tests.correcting import answer_all, corrected
from tests.refusing import refused
from zones.call.actions import extend
from zones.call.tasks import close_due

pytestmark = pytest.mark.article("12")

SECOND = timedelta(seconds=1)


def filled(who, call=None):
    application = stages.draft(who, call)
    stages.fill(application, who.applicant)
    return application


def sent(application, by, at=None):
    return stages.fresh(submit(application, by=by, at=at or later(days=5)).subject)


def test_what_is_complete_is_submitted(who):
    application = sent(filled(who), who.applicant)
    assert (application.state, application.submitted_at) == ("submitted", later(days=5))
    version = application.version_now
    assert (version.number, version.submitted_by, version.submitted_at) == (1, who.applicant, later(days=5))


def test_the_signatory_may_submit_too(who):
    assert sent(filled(who), who.signatory).state == "submitted"


def test_nobody_else_submits_it(who):
    application = filled(who)
    for by in (who.editor, who.security_officer):
        assert refused(submit, application, by=by, at=later(days=5)) == ["role"]
    assert refused(submit, application, by=who.rival, at=later(days=5)) == ["other_body"]
    for by in (who.officer, who.outsider):
        assert refused(submit, application, by=by, at=later(days=5)) == ["role", "other_body"]


def test_the_last_second_of_the_window_is_in_time_and_the_next_is_not(who):
    application = filled(who)
    closes_at = application.call.closes_at
    assert refused(submit, application, by=who.applicant, at=closes_at) == ["call_closed"]
    assert sent(application, who.applicant, at=closes_at - SECOND).state == "submitted"


def test_a_call_that_closes_while_one_writes_takes_the_draft_no_more(who):
    application = filled(who)
    close_due(application.call.closes_at)
    assert refused(submit, application, by=who.applicant, at=later(days=41)) == ["wrong_state", "call_closed"]


def test_an_extended_window_counts(who):
    application = filled(who)
    call = application.call
    extend(
        call, by=who.officer, at=later(days=20), closes_at=call.closes_at + timedelta(days=7), reason="应申请单位要求"
    )
    assert sent(application, who.applicant, at=call.closes_at + timedelta(days=6)).state == "submitted"


@pytest.mark.article("17(2)")
def test_an_organisation_barred_meanwhile_does_not_submit(who):
    application = filled(who)
    bar(cast.organisation(), by=who.officer, at=later(days=4), reason="列入失信名单")
    assert refused(submit, application, by=who.applicant, at=later(days=5)) == ["standing"]


def test_a_second_press_is_told_that_it_was_submitted(who):
    assert refused(submit, stages.submitted(who), by=who.applicant, at=later(days=6)) == ["wrong_state"]


def test_what_was_withdrawn_is_not_submitted(who):
    application = filled(who)
    withdraw(application, by=who.applicant, at=later(days=4))
    assert refused(submit, application, by=who.applicant, at=later(days=5)) == ["wrong_state"]


@pytest.mark.article("house:9")
def test_the_number_is_given_at_submission_and_kept_at_the_next(who):
    draft = filled(who)
    assert draft.number is None
    first = sent(draft, who.applicant)
    assert re.fullmatch(r"BJ-SQ-2026-\d{6}", first.number)
    returned = stages.returned(who, first)
    second = corrected(who, returned)
    assert (second.number, second.version_now.number) == (first.number, 2)
    assert second.submitted_at == first.submitted_at


@pytest.mark.article("house:9")
def test_two_applications_have_two_numbers(who):
    call = stages.published_call(who)
    numbers = {stages.submitted(who, call, by).number for by in (who.applicant, who.rival)}
    assert len(numbers) == 2


def test_the_ledger_has_the_digest_of_the_version_and_of_every_file(who):
    application = sent(filled(who), who.applicant)
    version, entry = application.version_now, last_entry(application)
    files = {str(document.pk): hashlib.sha256(stages.PDF).hexdigest() for document in of_case(application)}
    assert len(files) == 1
    digest = hashlib.sha256(canonical([version.content, files]).encode()).hexdigest()
    said = json.loads(entry.said)
    assert version.sha256 == said["sha256"] == digest
    assert (said["number"], said["version"]) == (application.number, 1)


def test_another_file_gives_another_digest(who):
    application = filled(who)
    attach(application, BytesIO(stages.PDF + b"\n"), by=who.editor, at=later(days=4), name="另一份.pdf")
    version = sent(application, who.applicant).version_now
    one_file = {str(of_case(application).first().pk): hashlib.sha256(stages.PDF).hexdigest()}
    assert version.sha256 != hashlib.sha256(canonical([version.content, one_file]).encode()).hexdigest()


def test_a_version_is_what_was_submitted_whatever_is_written_later(who):
    application = stages.returned(who)
    before = application.version_now.content
    save_section(application, by=who.editor, at=later(days=8), name="plan", content={"text": "新的方案。"})
    assert application.version_now.content == before
    assert corrected(who, application).version_now.content["plan"] == {"text": "新的方案。"}
    assert application.versions.get(number=1).content == before


@pytest.mark.article("house:1")
def test_a_version_is_changed_by_nobody(who):
    version = stages.submitted(who).version_now
    version.content = {}
    with pytest.raises(WrittenOutsideAnAct):
        version.save()
    with pytest.raises(WrittenOutsideAnAct):
        version.delete()
    with pytest.raises(WrittenOutsideAnAct):
        type(version).objects.update(content={})


def test_each_remark_is_answered_before_it_is_submitted_again(who):
    items = [{"section": "plan", "remark": "请补充销毁环节。"}, {"section": "data", "remark": "请说明最小必要。"}]
    application = stages.examined(who)
    returned = stages.fresh(return_for_correction(application, by=who.officer, at=later(days=7), items=items).subject)
    assert refused(submit, returned, by=who.applicant, at=later(days=9)) == ["incomplete_answers"] * 2
    first, second = returned.corrections.order_by("pk")
    save_section(
        returned,
        by=who.editor,
        at=later(days=8),
        name="answers",
        content={str(first.pk): "已补充。", str(second.pk): " "},
    )
    assert refused(submit, returned, by=who.applicant, at=later(days=9)) == ["incomplete_answers"]
    answer_all(who, returned)
    again = sent(returned, who.applicant, at=later(days=9))
    assert [row.answer for row in again.corrections.order_by("pk")] == ["已按要求补正。"] * 2
    assert {row.answered_at for row in again.corrections.all()} == {later(days=9)}


def test_a_correction_comes_after_the_window_but_in_its_own_time(who):
    application = stages.submitted(who)
    closes_at = application.call.closes_at
    stages.examined(who, application, standing=("to_correct", "请更新。"))
    returned = stages.fresh(return_for_correction(application, by=who.officer, at=later(days=39)).subject)
    answer_all(who, returned)
    close_due(closes_at)
    last_day = (returned.due_on - later().date()).days
    assert later(days=last_day) > closes_at
    assert refused(submit, returned, by=who.applicant, at=later(days=last_day + 1)) == ["correction_over"]
    assert sent(returned, who.applicant, at=later(days=last_day)).state == "submitted"
