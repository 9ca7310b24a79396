"""The verbs of reports and decisions (Arts 13, 14)."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.acts import act
from config.kernel.documents.models import Document
from config.kernel.facts import canonical
from config.kernel.numbers import next_number
from config.kernel.workdays.deadlines import clear_due, set_due
from operators.decision import facts, rules
from operators.decision.models import Decision, Item, Report
from operators.decision.queries import standing_decision
from zones.call.actions import supervisor_countersigns
from zones.call.models import Call


@act(rules.may_draft, title=_("draft the report"), article="13")
def draft(call: Call, *, by, at, text, items):
    """`items`: {application: id, recommended: bool, opinion}."""
    report = Report.objects.create(
        call=call, text=text, drafted_by=by, drafted_at=at, number=next_number("BG", timezone.localdate(at).year)
    )
    for item in items:
        Item.objects.create(
            report=report, application_id=item["application"], recommended=item["recommended"],
            opinion=item.get("opinion", ""),
        )  # fmt: skip
    return facts.ReportDrafted(report, by, at, call.key, [
        {"application": item["application"], "recommended": item["recommended"]} for item in items
    ])  # fmt: skip


@act(rules.may_countersign, title=_("stand behind the report"), together=supervisor_countersigns)
def countersign(report: Report, *, by, at):
    """Authority and supervisor both."""
    report.countersign()
    return facts.ReportCountersigned(report, by, at)


@act(rules.may_send, title=_("send the report"))
def send(report: Report, *, by, at):
    """To the municipal government; the applications are reported (a reaction does it)."""
    report.send()
    report.sent_by, report.sent_at = by, at
    items = list(report.items.order_by("pk").values_list("application", "recommended", "opinion"))
    said = [report.text, [list(item) for item in items]]
    return facts.ReportSent(report, by, at, hashlib.sha256(canonical(said).encode()).hexdigest())


@act(rules.may_withdraw, title=_("withdraw the report"))
def withdraw(report: Report, *, by, at, reason):
    """Another can be drafted."""
    report.withdraw()
    return facts.ReportWithdrawn(report, by, at, reason)


@act(rules.may_enter, title=_("enter the decision"), article="13")
def enter(report: Report, *, by, at, document_number, decided_on, signing_mode, outcomes, scan):
    """What the document says; nothing takes effect yet."""
    document = Document.objects.get(pk=scan)
    decision = Decision.objects.create(
        report=report, document_number=document_number, decided_on=decided_on, signing_mode=signing_mode,
        outcomes=outcomes, scan=document, entered_by=by, entered_at=at,
    )  # fmt: skip
    set_due(report, timezone.localdate(at), report.call.rulebook.value("decision_verification"))
    return facts.DecisionEntered(
        report, by, at, decision.pk, document_number, decided_on.isoformat(), signing_mode, outcomes, document.sha256
    )


@act(rules.may_refuse_entry, title=_("send the entry back"), article="13")
def refuse_entry(report: Report, *, by, at, reason):
    """It is entered anew."""
    decision = _answered(report, by, at, Decision.Standing.REFUSED, reason)
    return facts.DecisionRefused(report, by, at, decision.pk, reason)


@act(rules.may_verify, title=_("verify the decision"))
def verify(report: Report, *, by, at):
    """It takes effect on every application (a reaction does it)."""
    report.verify()
    decision = _answered(report, by, at, Decision.Standing.VERIFIED, "")
    return facts.DecisionVerified(report, by, at, decision.pk, decision.document_number, decision.outcomes)


def _answered(report, by, at, standing, reason) -> Decision:
    decision = standing_decision(report)
    decision.standing, decision.answered_by, decision.answered_at, decision.reason = standing, by, at, reason
    decision.save()
    clear_due(report)
    return decision

