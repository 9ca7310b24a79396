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
from zones.call.actions import supervisor_countersigns
from zones.call.models import Call


@act(rules.may_draft, title=_("draft the report"), article="13")
def draft(call: Call, *, by, at, text, items):
    """`items`: {application: id, recommended: bool, opinion}. The supervisor is asked next (a reaction)."""
    report = Report.objects.create(
        call=call, text=text, drafted_by=by, drafted_at=at, number=next_number("BG", timezone.localdate(at).year)
    )
    return facts.ReportDrafted(report, by, at, call.key, _listed(report, items))


@act(rules.may_revise, title=_("revise the report"), article="13")
def revise(report: Report, *, by, at, text, items):
    """Written anew, when the supervisor declined or an application is gone; and proposed anew (a reaction)."""
    report.text = text
    report.items.all().delete()
    return facts.ReportRevised(report, by, at, _listed(report, items))


@act(rules.may_countersign, title=_("stand behind the report"), together=supervisor_countersigns)
def countersign(report: Report, *, by, at):
    """Authority and supervisor both. Asked again with this act when the supervisor declined or did not answer."""
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
    clear_due(report)
    return facts.ReportWithdrawn(report, by, at, reason)


@act(rules.may_enter, title=_("enter the decision"), article="13")
def enter(report: Report, *, by, at, document_number, decided_on, outcomes, scan, signing_mode=""):
    """What the document says; nothing takes effect yet."""
    document = Document.objects.get(pk=scan)
    decision = Decision.objects.create(
        report=report, document_number=document_number, decided_on=decided_on, signing_mode=signing_mode,
        outcomes=outcomes, scan=document, entered_by=by, entered_person=by.user, entered_at=at,
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


def _listed(report, items) -> list[dict]:
    """Keep what is recommended; the ledger names it without the opinions, which are hashed when it is sent."""
    for item in items:
        Item.objects.create(
            report=report, application_id=item["application"], recommended=item["recommended"],
            opinion=item.get("opinion", ""),
        )  # fmt: skip
    return [{"application": item["application"], "recommended": item["recommended"]} for item in items]


def _answered(report, by, at, standing, reason) -> Decision:
    decision = report.decisions.get(standing=Decision.Standing.ENTERED)
    decision.standing, decision.reason = standing, reason
    decision.answered_by, decision.answered_person, decision.answered_at = by, by.user, at
    decision.save()
    clear_due(report)
    return decision
