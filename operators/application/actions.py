"""The verbs of applications (Arts 12-14)."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel import rows
from config.kernel.acts import act
from config.kernel.facts import canonical
from config.kernel.numbers import next_number
from config.kernel.workdays.deadlines import between, clear_due, set_due
from operators.application import facts, rules
from operators.application.checklist import content_of
from operators.application.models import Application, Correction, Finding, Objection, Version
from operators.application.queries import draft_of, examined, findings
from operators.organisation.models import Organisation
from zones.call.models import Call

READS = ("call__rulebook", "organisation")  # what the rules and the news of most acts lean on


@act(rules.may_start, title=_("begin an application"), article="12")
def start(call: Call, *, by, at):
    """An empty draft; its sections save themselves."""
    organisation = Organisation.objects.get(body_id=by.body_id)
    application = Application.objects.create(
        call=call, organisation=organisation, started_by=by, started_at=at, title=_titled(call, organisation)
    )
    return facts.ApplicationStarted(application, by, at, call.key, organisation.key)


@act(rules.may_submit, title=_("submit the application"), holds=("call",), reads=(*READS, "organisation__body"))
def submit(application: Application, *, by, at):
    """Lodge the draft as a version; the ledger keeps its digest (Art. 12)."""
    application.submit()
    application.title = _titled(application.call, application.organisation)
    version = _kept_version(application, by, at)
    answers = version.content["answers"]
    for correction in draft_of(application).unanswered:
        rows.update(Correction, correction, answer=answers[str(correction)], answered_at=at)
    application.submitted_at = application.submitted_at or at
    application.number = application.number or next_number("SQ", timezone.localdate(at).year)
    left = application.call.rulebook.value("acceptance") - application.acceptance_days_used
    set_due(application, timezone.localdate(at), max(left, 1))
    return facts.ApplicationSubmitted(application, by, at, application.number, version.number, version.sha256)


@act(rules.may_find, title=_("record a finding"), article="10")
def find(application: Application, *, by, at, condition, result, remark=""):
    """One condition of the present version: met, to be corrected, not met."""
    Finding.objects.update_or_create(
        version=application.version_now,
        condition=condition,
        defaults={"application": application, "result": result, "remark": remark, "by": by, "at": at},
    )
    return facts.FindingRecorded(application, by, at, condition, result, remark)


@act(rules.may_return_for_correction, title=_("return for correction"), reads=READS)
def return_for_correction(application: Application, *, by, at, items=()):
    """Every item at once; the officer's clock stops and the applicant's begins."""
    wrong = findings(application, Finding.Result.TO_CORRECT)
    told = [{"section": "conditions", "item": row.condition, "remark": row.remark} for row in wrong] + [
        {"section": item["section"], "item": item.get("item", ""), "remark": item["remark"]} for item in items
    ]
    version_id: int = examined(application).version_id  # type: ignore[assignment]  # it was submitted
    rows.insert(*(Correction(application=application, version_id=version_id, asked_at=at, **item) for item in told))
    application.return_for_correction()
    used = between(application.due_from, timezone.localdate(at))  # type: ignore[arg-type]  # set at submission
    application.acceptance_days_used += used
    set_due(application, timezone.localdate(at), application.call.rulebook.value("correction"))
    return facts.ApplicationReturned(application, by, at, told)


@act(rules.may_accept, title=_("accept the application"), reads=READS)
def accept(application: Application, *, by, at):
    """It goes to the experts."""
    application.accept()
    set_due(application, timezone.localdate(at), application.call.rulebook.value("review"))
    return facts.ApplicationAccepted(application, by, at)


@act(rules.may_decline, title=_("decline the application"))
def decline(application: Application, *, by, at, reason):
    """It ends here, and the reason is told."""
    application.decline()
    return _ended(application, reason, facts.ApplicationDeclined(application, by, at, reason))


@act(rules.may_begin_review, title=_("begin the review"))
def begin_review(application: Application, *, by, at):
    """A panel reads it."""
    application.begin_review()
    return facts.ReviewBegun(application, by, at)


@act(rules.may_halt_review, title=_("halt the review"))
def halt_review(application: Application, *, by, at):
    """Its panel was dissolved: it waits for another."""
    application.halt_review()
    return facts.ReviewHalted(application, by, at)


@act(rules.may_finish_review, title=_("finish the review"))
def finish_review(application: Application, *, by, at):
    """The panel has concluded; a report to the municipal government is due."""
    application.finish_review()
    set_due(application, timezone.localdate(at), application.call.rulebook.value("report"))
    return facts.ReviewFinished(application, by, at)


@act(rules.may_report, title=_("report to the municipal government"))
def report(application: Application, *, by, at):
    """The report is sent; the municipal government has no time limit here."""
    application.report()
    clear_due(application)
    return facts.ApplicationReported(application, by, at)


@act(rules.may_approve, title=_("approve"))
def approve(application: Application, *, by, at):
    """The municipal government approved it."""
    application.approve()
    return facts.ApplicationApproved(application, by, at)


@act(rules.may_reject, title=_("reject"))
def reject(application: Application, *, by, at):
    """The municipal government did not approve it."""
    application.reject()
    return facts.ApplicationRejected(application, by, at)


@act(rules.may_open_notice, title=_("open the public notice"))
def open_notice(application: Application, *, by, at):
    """Everybody can read who is to be awarded the zone, and object."""
    application.open_notice()
    set_due(application, timezone.localdate(at), application.call.rulebook.value("public_notice"))
    return facts.NoticeOpened(application, by, at, application.due_on.isoformat())


@act(rules.may_object, title=_("object"), article="14")
def object_to(application: Application, *, by, at, real_name, identity_number, text):
    """Kept with the identity number encrypted; the ledger names only its id."""
    objection = Objection.objects.create(
        application=application, by=by, at=at, real_name=real_name, identity_number=identity_number, text=text
    )
    return facts.ObjectionRaised(application, by, at, objection.pk)


@act(rules.may_answer_objection, title=_("answer an objection"), article="14")
def answer_objection(application: Application, *, by, at, objection, outcome, reply):
    """Upheld or dismissed, with reasons; who objected is told."""
    Objection.objects.filter(pk=objection).update(outcome=outcome, reply=reply, answered_by=by, answered_at=at)
    return facts.ObjectionAnswered(application, by, at, objection, outcome)


@act(rules.may_end_notice, title=_("end the public notice"), reads=READS)
def end_notice(application: Application, *, by, at):
    """Nothing stands against it: the agreement can be signed, in its time."""
    application.end_notice()
    set_due(application, timezone.localdate(at), application.call.rulebook.value("signing"))
    return facts.NoticeEnded(application, by, at)


@act(rules.may_send_back, title=_("send back to the report"))
def send_back(application: Application, *, by, at):
    """The municipal government decides again."""
    application.send_back()
    upheld = rules.upheld(application).latest("answered_at")
    set_due(application, timezone.localdate(at), application.call.rulebook.value("report"))
    return facts.ApplicationSentBack(application, by, at, upheld.pk)


@act(rules.may_award, title=_("award"))
def award(application: Application, *, by, at):
    """The agreement is in force: the applicant is the zone's operator."""
    application.award()
    clear_due(application)
    return facts.ApplicationAwarded(application, by, at)


@act(rules.may_lapse, title=_("let lapse"), reads=READS)
def lapse(application: Application, *, by, at, reason):
    """Its time is over, or its call was cancelled."""
    application.lapse()
    return _ended(application, reason, facts.ApplicationLapsed(application, by, at, reason))


@act(rules.may_withdraw, title=_("withdraw the application"), reads=READS)
def withdraw(application: Application, *, by, at, reason=""):
    """The applicant takes it back."""
    application.withdraw()
    return _ended(application, reason, facts.ApplicationWithdrawn(application, by, at, reason))


def _ended(application, reason, fact):
    application.ended_reason = reason
    clear_due(application)
    return fact


def _titled(call, organisation) -> str:
    return f"{organisation.body.name} · {call.title}"


def _kept_version(application, by, at) -> Version:
    content = content_of(application)
    draft = draft_of(application)
    documents = {str(pk): sha256 for pk, sha256 in draft.documents.items()}
    version = Version(
        application=application, number=draft.last_version + 1, content=content, submitted_by=by, submitted_at=at,
        sha256=hashlib.sha256(canonical([content, documents]).encode()).hexdigest(),
    )  # fmt: skip
    rows.insert(version)
    return version
