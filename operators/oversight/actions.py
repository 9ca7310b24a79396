"""The verbs of oversight (Arts 16, 31-33)."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.acts import act
from config.kernel.documents.models import Document
from config.kernel.numbers import next_number
from config.kernel.workdays.deadlines import after, clear_due, set_due
from operators.agreement.models import Agreement
from operators.oversight import facts, rules
from operators.oversight.models import Breach, Incident, Interview, Rectification
from zones.call.actions import supervisor_countersigns


@act(rules.may_discover, title=_("note an incident"), article="31")
def discover(agreement: Agreement, *, by, at, kind, severity, discovered_at, text):
    """Its hours run from the discovery, by whomever."""
    report_by = discovered_at + timedelta(hours=rules.hours_of(agreement)[severity])
    incident = Incident.objects.create(
        agreement=agreement, kind=kind, severity=severity, discovered_at=discovered_at, report_by=report_by, what=text,
        noted_by=by, noted_at=at, number=next_number("SJ", timezone.localdate(at).year),
    )  # fmt: skip
    return facts.IncidentDiscovered(
        incident, by, at, agreement.key, kind, severity, discovered_at.isoformat(), report_by.isoformat()
    )


@act(rules.may_report, title=_("report the incident"))
def report(incident: Incident, *, by, at, text):
    """The authority and the supervisor know; whether it was in time is kept."""
    incident.report()
    incident.reported_by, incident.reported_at, incident.report_text = by, at, text
    return facts.IncidentReported(incident, by, at, incident.overdue_at(at))


@act(rules.may_contain, title=_("say how it was contained"))
def contain(incident: Incident, *, by, at, measures):
    """It does no further harm."""
    incident.contain()
    incident.containment = measures
    return facts.IncidentContained(incident, by, at)


@act(rules.may_explain, title=_("explain the root cause"))
def explain(incident: Incident, *, by, at, cause):
    """The supervisor verifies it next."""
    incident.explain()
    incident.cause = cause
    return facts.IncidentExplained(incident, by, at)


@act(rules.may_reopen, title=_("ask for another explanation"))
def reopen(incident: Incident, *, by, at, reason):
    """The operator explains it anew."""
    incident.reopen()
    return facts.IncidentReopened(incident, by, at, reason)


@act(rules.may_close, title=_("close the incident"))
def close(incident: Incident, *, by, at, text):
    """Verified by the supervisor."""
    incident.close()
    incident.closed_by, incident.closed_at, incident.conclusion = by, at, text
    return facts.IncidentClosed(incident, by, at)


@act(rules.may_find, title=_("find a breach"), article="16")
def find(agreement: Agreement, *, by, at, text, provision, grave=False):
    """An order to rectify it follows."""
    breach = Breach.objects.create(
        agreement=agreement, what=text, provision=provision, grave=grave, found_by=by, found_at=at,
        number=next_number("WY", timezone.localdate(at).year),
    )  # fmt: skip
    return facts.BreachFound(breach, by, at, agreement.key, provision, grave)


@act(rules.may_order, title=_("order to rectify"))
def order(breach: Breach, *, by, at, text):
    """Within the rulebook's working days."""
    breach.order()
    ordered = _ordered(breach, by, at, text)
    return facts.RectificationOrdered(breach, by, at, ordered.round, breach.due_on.isoformat())


@act(rules.may_answer, title=_("report the rectification"))
def answer(breach: Breach, *, by, at, text, evidence):
    """The deadline stands in the order: whether it was kept is known."""
    running = breach.last_order
    late = breach.overdue_at(at)
    breach.answer()
    running.report, running.evidence, running.due_on = text, list(evidence), breach.due_on
    running.answered_by, running.answered_at = by, at
    running.save()
    clear_due(breach)
    digests = Document.objects.filter(pk__in=evidence).order_by("pk").values_list("sha256", flat=True)
    return facts.RectificationAnswered(breach, by, at, running.round, late, list(digests))


@act(rules.may_refuse, title=_("not accept the rectification"))
def refuse(breach: Breach, *, by, at, reason):
    """Ordered anew, with the reason as its words."""
    breach.refuse()
    _judged(breach, by, at, False, reason)
    ordered = _ordered(breach, by, at, reason)
    return facts.RectificationRefused(breach, by, at, ordered.round, reason, breach.due_on.isoformat())


@act(rules.may_verify, title=_("verify the rectification"))
def verify(breach: Breach, *, by, at, remark):
    """It is rectified."""
    breach.verify()
    judged = _judged(breach, by, at, True, remark)
    return facts.RectificationVerified(breach, by, at, judged.round)


@act(rules.may_settle, title=_("close the breach"))
def settle(breach: Breach, *, by, at):
    """It is over."""
    breach.settle()
    breach.ended_at = at
    return facts.BreachSettled(breach, by, at)


@act(rules.may_withdraw, title=_("take the finding back"))
def withdraw(breach: Breach, *, by, at, reason):
    """It was none."""
    breach.withdraw()
    breach.ended_at, breach.ended_reason = at, reason
    clear_due(breach)
    return facts.BreachWithdrawn(breach, by, at, reason)


@act(rules.may_call_in, title=_("remind or interview the operator"), article="33")
def call_in(agreement: Agreement, *, by, at, kind, ground):
    """`kind`: reminder or interview; `ground`: a sentence. The case is the authority's together with the supervisor."""
    interview = _opened(agreement, by, at, kind, ground, None, "interview_reply")
    return facts.InterviewOpened(interview, by, at, agreement.key, str(kind), "", interview.due_on.isoformat())


@act(rules.may_open_hearing, title=_("hear the operator"), article="16")
def open_hearing(breach: Breach, *, by, at, text):
    """The operator is told what is held against it, and may answer within the rulebook's working days."""
    hearing = _opened(breach.agreement, by, at, Interview.Kind.HEARING, text, breach, "hearing")
    return facts.InterviewOpened(
        hearing, by, at, breach.agreement.key, str(hearing.kind), breach.key, hearing.due_on.isoformat()
    )


@act(rules.may_record, title=_("keep the minutes"), together=supervisor_countersigns)
def record(interview: Interview, *, by, at, minutes):
    """What was said, as both offices have it; an interview is replied to from now on."""
    interview.record()
    interview.minutes, interview.recorded_by, interview.recorded_at = minutes, by, at
    if interview.kind == Interview.Kind.INTERVIEW:
        set_due(interview, timezone.localdate(at), interview.rulebook.value("interview_reply"))
    return facts.InterviewRecorded(interview, by, at)


@act(rules.may_reply, title=_("reply"))
def reply(interview: Interview, *, by, at, reply):
    """The operator was heard."""
    interview.reply()
    interview.answer, interview.replied_by, interview.replied_at = reply, by, at
    clear_due(interview)
    return facts.InterviewReplied(interview, by, at)


@act(rules.may_conclude, title=_("close the record"))
def conclude(interview: Interview, *, by, at):
    """Nothing more is said here."""
    interview.conclude()
    interview.closed_at = at
    clear_due(interview)
    return facts.InterviewClosed(interview, by, at)


def _opened(agreement, by, at, kind, ground, breach, days) -> Interview:
    interview = Interview(
        agreement=agreement, kind=kind, breach=breach, ground=ground, opened_by=by, opened_at=at,
        number=next_number("YT", timezone.localdate(at).year),
    )  # fmt: skip
    set_due(interview, timezone.localdate(at), agreement.call.rulebook.value(days))
    interview.save()
    return interview


def _ordered(breach, by, at, text) -> Rectification:
    days, today = breach.rulebook.value("rectification"), timezone.localdate(at)
    set_due(breach, today, days)
    return Rectification.objects.create(
        breach=breach, round=breach.orders.count() + 1, text=text, ordered_by=by, ordered_at=at,
        due_on=after(today, days).on,
    )  # fmt: skip


def _judged(breach, by, at, accepted, remark) -> Rectification:
    judged = breach.last_order
    judged.accepted, judged.remark, judged.judged_by, judged.judged_at = accepted, remark, by, at
    judged.save()
    return judged
