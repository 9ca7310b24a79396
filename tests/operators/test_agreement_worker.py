"""The worker renders the locked text, signs and attaches it: after each signature a new document (Arts 14, 15)."""

import io
import logging
from datetime import timedelta

import pytest
from django.utils import translation
from pypdf import PdfReader

from config.kernel.documents.receiving import hand_out, of_case
from config.kernel.ledger.models import Entry
from config.kernel.outbox.delivery import deliver_due
from config.kernel.outbox.models import Delivery
from operators.agreement import actions as agreements
from operators.agreement import seals
from operators.agreement.pdf import chinese_number
from operators.agreement.rendering import render_pdf, text_of
from tests import awarding, stages
from tests.cast import later
from tests.refusing import refused
from tests.stages import fresh

pytestmark = pytest.mark.article("15")


def worked(agreement, now):
    """The agreement after the worker has done all that is due."""
    while deliver_due(now):
        pass
    return fresh(agreement)


def content(agreement) -> bytes:
    with agreement.pdf.file.open("rb") as file:
        return file.read()


def words(agreement) -> str:
    """The text of all pages without the spaces and line ends that are only a matter of setting."""
    pages = PdfReader(io.BytesIO(content(agreement))).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def jobs(state) -> int:
    return Delivery.objects.filter(channel="job", job="agreement.render", state=state).count()


def test_the_locked_text_stands_on_paper_with_its_nine_heads_and_its_digest(who):
    agreement = worked(stages.finalised(who), later(days=77))
    said = words(agreement)
    places = [
        said.index(f"第{chinese_number(n)}条{head.title}{head.text}") for n, head in enumerate(agreement.heads.all(), 1)
    ]
    assert (len(places), places) == (9, sorted(places))
    assert agreement.sha256 in said
    assert f"协议编号：{agreement.number}" in said
    assert f"乙方：{who.applicant.body.name}统一社会信用代码：{agreement.operator.credit_code}" in said
    assert said.count("（尚未签署）") == 2


def test_it_is_signed_by_the_deployment_and_belongs_to_the_agreement_by_an_act(who):
    agreement = worked(stages.finalised(who), later(days=77))
    report = seals.verify(content(agreement))
    assert (report.intact, report.trusted, report.covers_whole_file, report.problem) == (True, True, True, "")
    assert (agreement.pdf.case_kind, agreement.pdf.case_id, agreement.pdf.by) == ("agreement", agreement.pk, who.clock)
    entry = Entry.objects.get(act="agreement.attach_pdf")
    assert (entry.seat, agreement.pdf.sha256 in entry.said) == (who.clock, True)
    assert hand_out(agreement.pdf_id, who.signatory, later(days=77)) == agreement.pdf


@pytest.mark.article("14")
def test_after_each_signature_there_is_a_new_document(who):
    agreement = worked(stages.finalised(who), later(days=77))
    documents, said = [agreement.pdf_id], []
    for seat in (who.authority_signatory, who.signatory):
        agreement = worked(awarding.signed_by(agreement, seat), later(days=78))
        documents.append(agreement.pdf_id)
        said.append(words(agreement))
        assert seals.verify(content(agreement)).intact
    assert len(set(documents)) == 3
    assert [text.count("（尚未签署）") for text in said] == [1, 0]
    assert "签署人郑毅（授权签字人）" in said[0]
    assert all(f"签署人{name}（授权签字人）" in said[1] for name in ("郑毅", "王建国"))
    assert said[1].count(agreement.sha256) == 3  # the text's, and over it each party's


@pytest.mark.article("14")
def test_a_stamped_paper_is_called_that_and_the_officers_are_not_said_to_have_signed(who):
    agreement = stages.finalised(who)
    party = agreement.parties.get(role="operator").pk
    scan = stages.scan_for(agreement, who.officer, later(days=78)).pk
    agreements.lodge_scan(agreement, by=who.officer, at=later(days=78), party=party, scan=scan)
    agreements.check_scan(agreement, by=who.colleague, at=later(days=78), party=party)
    signature = text_of(fresh(agreement)).signatures[0]
    assert (signature.body, signature.person) == (who.applicant.body.name, "纸质盖章件")
    assert signature.role == "由周敏录入、陈立核对"


def test_the_paper_is_chinese_whatever_language_the_worker_runs_in(who):
    agreement = stages.signed(who)
    for language in ("zh-hans", "en"):
        with translation.override(language):
            text = text_of(agreement)
        assert {signature.role for signature in text.signatures} == {"授权签字人"}
        assert [party.role for party in text.parties] == ["甲方", "乙方"]
        assert text.title == "金融公共数据专区授权运营协议"


@pytest.mark.article("16")
def test_an_amendment_is_called_one(who):
    agreement = stages.in_force(who)
    words = {"by": who.officer, "at": later(days=100), "reason": "新增应用场景"}
    amendment = agreements.draft_amendment(agreement, **words).subject
    assert text_of(amendment).title == "金融公共数据专区授权运营协议（变更）"


def test_a_worker_killed_after_its_claim_loses_nothing(who, settings):
    """Its lease runs out; another takes the job."""
    agreement = stages.finalised(who)
    lease = timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    job = Delivery.objects.filter(channel="job")
    job.update(attempts=1, due_at=later(days=77) + lease)  # claimed; and then nothing more was heard
    assert worked(agreement, later(days=77)).pdf is None
    assert worked(agreement, later(days=77) + lease).pdf is not None
    assert (jobs("delivered"), jobs("waiting")) == (1, 0)


def test_one_killed_before_it_said_so_does_it_twice_and_both_say_the_same(who):
    agreement = stages.finalised(who)
    render_pdf(agreement, at=later(days=77))  # attached; killed before the row was marked
    once = fresh(agreement)
    twice = worked(agreement, later(days=77))
    assert twice.pdf_id != once.pdf_id
    assert words(twice) == words(once)
    assert (jobs("delivered"), jobs("waiting")) == (1, 0)


def test_one_killed_before_it_attached_leaves_a_file_that_is_not_the_document(who):
    agreement = stages.finalised(who)
    stages.scan_for(agreement, who.clock, later(days=77))  # what it had kept already
    agreement = worked(agreement, later(days=77))
    assert of_case(agreement).count() == 2
    assert agreement.sha256 in words(agreement)


def test_what_was_rendered_before_a_signature_is_not_attached_after_it(who):
    agreement = stages.finalised(who)
    document = stages.scan_for(agreement, who.clock, later(days=77)).pk
    attach = {"act": agreements.attach_pdf, "case": agreement, "by": who.clock, "at": later(days=78)}
    signed = awarding.signed_by(agreement, who.authority_signatory)
    stale = {"document": document, "sha256": agreement.sha256, "signatures": 0}
    assert refused(**attach, **stale) == ["overtaken"]
    assert refused(**attach, **stale | {"signatures": 1, "sha256": "0" * 64}) == ["overtaken"]
    assert agreements.attach_pdf.refusals(signed, by=who.clock, **stale | {"signatures": 1}) == []


def test_only_the_worker_attaches_and_only_a_file_of_the_agreement(who):
    agreement = stages.finalised(who)
    words = {"sha256": agreement.sha256, "signatures": 0, "document": stages.scan_for(agreement, who.clock, later()).pk}
    elsewhere = stages.scan_for(agreement.application, who.clock, later()).pk
    for by in (who.officer, who.signatory):
        assert refused(agreements.attach_pdf, agreement, by=by, at=later(days=77), **words) == ["role"]
    words["document"] = elsewhere
    assert refused(agreements.attach_pdf, agreement, by=who.clock, at=later(days=77), **words) == ["document"]


def test_a_text_that_was_opened_again_is_not_rendered(who):
    agreement = stages.finalised(who)
    agreements.reopen(agreement, by=who.officer, at=later(days=77), reason="修改")
    agreement = worked(agreement, later(days=77))
    assert (agreement.pdf, jobs("delivered"), of_case(agreement).count()) == (None, 1, 0)
    document = stages.scan_for(agreement, who.clock, later()).pk
    words = {"by": who.clock, "at": later(days=77), "document": document}
    assert refused(agreements.attach_pdf, agreement, **words) == ["text_open"]


def test_when_it_is_locked_again_before_the_worker_comes_both_jobs_render_the_new_text(who):
    agreement = stages.finalised(who)
    old = agreement.sha256
    agreements.reopen(agreement, by=who.officer, at=later(days=77), reason="修改")
    agreements.write(agreement, by=who.officer, at=later(days=77), heads={"scope": "修改后的授权内容。"})
    agreement = worked(agreements.finalise(agreement, by=who.officer, at=later(days=77)).subject, later(days=77))
    said = words(agreement)
    assert ("修改后的授权内容。" in said, agreement.sha256 in said, old in said) == (True, True, False)


def test_a_job_that_fails_is_tried_again_and_does_not_touch_the_agreement(who, settings, caplog):
    agreement = stages.finalised(who)
    settings.PDF_CERTIFICATE = "missing.p12"
    with caplog.at_level(logging.CRITICAL, logger="config.kernel.outbox.delivery"):
        worked(agreement, later(days=77))
    assert (fresh(agreement).pdf, fresh(agreement).version, jobs("waiting")) == (None, agreement.version, 1)
    settings.PDF_CERTIFICATE = ""
    assert worked(agreement, later(days=77, minutes=1)).pdf is not None
