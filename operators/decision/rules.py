"""Who reports, enters and verifies (Arts 13, 14)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.documents.models import Document
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.shapes import Key
from operators.application.models import Application
from operators.decision.models import Report
from operators.decision.queries import standing_decision
from zones.call.models import Call
from zones.zone.rules import authority_officer

OUTCOMES = ("approved", "rejected")


class Proposed(TypedDict, total=False):
    """An application in a report; its recommendation is for the rule to look at."""

    application: int
    recommended: Any
    opinion: str


def may_draft(call, *, by, at, text: str = "", items: Sequence[Proposed] = ()):
    """Reviewed applications of one call, each with a recommendation (Art. 13)."""
    yield from authority_officer(by, "13")
    if Report.objects.filter(call=call, state__in=["drafted", "countersigned", "sent"]).exists():
        yield Refusal("report_there", _("This call has a report under way."), article="13")
    yield from _sound(call, text, items)


def may_revise(report, *, by, at, text: str = "", items: Sequence[Proposed] = ()):
    """Until the supervisor has countersigned, the authority may write it anew (Art. 13)."""
    yield from authority_officer(by, "13")
    if report.state != Report.State.DRAFTED:
        yield Refusal("not_drafted", _("Only a report that was not countersigned yet is revised."), article="13")
    yield from _sound(report.call, text, items)


def may_countersign(report, *, by, at):
    """The authority together with the supervisor, behind what can still be reported (Art. 13)."""
    yield from authority_officer(by, "13")
    yield from _all_there(report)


def may_send(report, *, by, at):
    """Sent when both bodies stand behind it; what was withdrawn meanwhile must not be in it (Art. 13)."""
    yield from authority_officer(by, "13")
    yield from _all_there(report)


def may_withdraw(report, *, by, at, reason: str = ""):
    """The authority takes a report back before it is sent; later only with its call (Arts 11, 13)."""
    yield from authority_officer(by, "13")
    yield from wanted("reason", reason, "13")
    if report.state == Report.State.SENT and report.call.state != Call.State.CANCELLED:
        yield Refusal("sent", _("It was sent: now the municipal government decides."), article="13")


def may_enter(
    report, *, by, at, document_number: Key = "", decided_on: date | None = None, signing_mode: str = "",
    outcomes: dict[str, str] | None = None, scan: int = 0,
):  # fmt: skip
    """The recorder enters what the government decided outside: number, date, signing mode, scan (Arts 13, 14)."""
    yield from only(by, Role.RECORDER, kinds=("authority",), article="13")
    if report.state != Report.State.SENT:
        yield Refusal("not_sent", _("A decision is entered on a report that was sent."), article="13")
    elif standing_decision(report):
        yield Refusal("entered", _("A decision was entered already; it waits for its verification."), article="13")
    yield from wanted("document_number", document_number, "13")
    if decided_on is None or decided_on > timezone.localdate(at):
        yield Refusal("decided_on", _("The date of the decision is not in the future."), "13", INPUT, "decided_on")
    elif report.sent_at and decided_on < timezone.localdate(report.sent_at):
        yield Refusal("decided_on", _("The decision cannot be older than the report."), "13", INPUT, "decided_on")
    modes = {mode["key"] for mode in report.call.rulebook.value("signing_modes")}
    approves = "approved" in (outcomes or {}).values()
    if signing_mode not in modes and (approves or signing_mode):
        yield Refusal(
            "signing_mode", _("The government says how the agreement is signed."), "14", INPUT, "signing_mode"
        )
    yield from _outcomes(report, outcomes or {})
    document = Document.objects.filter(pk=scan).first()
    if document is None or (document.case_kind, document.case_id) != (report.noun(), report.pk):
        yield Refusal("scan", _("Add the scan of the decision to this report."), "13", INPUT, "scan")


def may_refuse_entry(report, *, by, at, reason: str = ""):
    """The verifier sends back an entry that differs from the document (Art. 13)."""
    yield from _verifying(report, by)
    yield from wanted("reason", reason, "13")


def may_verify(report, *, by, at):
    """Another person than who entered it compares it with the document; then it takes effect (Arts 13, 14)."""
    yield from _verifying(report, by)


def _sound(call, text, items) -> Iterator[Refusal]:
    yield from wanted("text", text, "13")
    if not items:
        yield Refusal("items", _("A report has at least one application."), "13", INPUT, "items")
    named = [item.get("application") for item in items]
    reviewed = set(Application.objects.filter(call=call, state="reviewed").values_list("pk", flat=True))
    if set(named) - reviewed:
        yield Refusal("not_reviewed", _("Only reviewed applications of this call are reported."), "13", INPUT, "items")
    if len(set(named)) < len(named):
        yield Refusal("named_twice", _("An application stands in a report once."), "13", INPUT, "items")
    if not all(isinstance(item.get("recommended"), bool) for item in items):
        yield Refusal("recommended", _("Say for each application whether it is recommended."), "13", INPUT, "items")


def _all_there(report) -> Iterator[Refusal]:
    if report.items.exclude(application__state="reviewed").exists():
        yield Refusal(
            "item_gone", _("An application in it was withdrawn meanwhile; draft the report anew."), article="13"
        )


def _verifying(report, by) -> Iterator[Refusal]:
    yield from only(by, Role.VERIFIER, kinds=("authority",), article="13")
    decision = standing_decision(report)
    if report.state != Report.State.SENT or decision is None:
        yield Refusal("nothing_entered", _("No decision waits for its verification."), article="13")
    elif decision.entered_by.user_id == by.user_id:
        yield Refusal(
            "same_person", _("A decision is entered by one person and verified by another."), article="13", kind=NEVER
        )


def _outcomes(report, outcomes: dict) -> Iterator[Refusal]:
    items = {str(pk) for pk in report.items.values_list("application", flat=True)}
    if set(outcomes) != items or set(outcomes.values()) - set(OUTCOMES):
        yield Refusal(
            "outcomes",
            _("Say for each reported application whether it was approved or rejected."),
            "13",
            INPUT,
            "outcomes",
        )
    taken = Application.objects.filter(
        call=report.call, state__in=["approved", "public_notice", "to_sign", "awarded"]
    ).count()
    if list(outcomes.values()).count("approved") + taken > report.call.places:
        said = _("More cannot be approved than the call has places: %(places)s.") % {"places": report.call.places}
        yield Refusal("places", said, "11", INPUT, "outcomes")
