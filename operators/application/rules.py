"""Who may do what with an application, and until when (Arts 12-14, 17, 18)."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, own_body, wanted
from config.kernel.refusals import INPUT, Refusal
from config.kernel.shapes import Name
from operators.application.checklist import missing, title_of
from operators.application.models import ITEM_LENGTH, Application, Finding, Objection, Section
from operators.application.queries import findings
from operators.organisation.models import Organisation
from zones.zone.rules import authority_officer

ENDED = ("withdrawn", "declined", "lapsed", "rejected")


class Wrong(TypedDict, total=False):
    """One thing to be corrected that no finding names."""

    section: str
    item: str
    remark: str


def may_start(call, *, by, at):
    """A confirmed organisation in good standing begins its application while the call is open (Arts 12, 17)."""
    yield from only(by, Role.ADMINISTRATOR, Role.EDITOR, article="12")
    yield from _window(call, at)
    organisation = Organisation.objects.filter(body_id=by.body_id).first()
    if organisation is None or not organisation.in_good_standing:
        yield Refusal("standing", _("Only a confirmed organisation in good standing may apply."), article="17(2)")
    elif Application.objects.filter(call=call, organisation=organisation).exclude(state__in=ENDED).exists():
        yield Refusal("applied", _("Your organisation has an application to this call already."), article="12")


def may_submit(application, *, by, at):
    """The applicant submits while the call is open, or a correction within its time; complete (Art. 12)."""
    yield from _applicant(by, application)
    if application.state == Application.State.RETURNED:
        if application.due_on and timezone.localdate(at) > application.due_on:
            yield Refusal(
                "correction_over", _("The time for correction ended on %(date)s.") % {"date": application.due_on}, "12"
            )
    else:
        yield from _window(application.call, at)
    if not application.organisation.in_good_standing:
        yield Refusal("standing", _("Only a confirmed organisation in good standing may apply."), article="17(2)")
    yield from missing(application, at)


def may_find(application, *, by, at, condition: str = "", result: str = "", remark: str = ""):
    """The officer records a finding on each condition of the version submitted (Arts 10, 17, 18)."""
    yield from authority_officer(by, "10")
    if application.state != Application.State.SUBMITTED:
        yield Refusal("not_submitted", _("Findings are recorded on what is submitted."), article="10")
    if condition not in {known["key"] for known in application.call.conditions()}:
        yield Refusal("condition", _("This call has no such condition."), "17", INPUT, "condition")
    if result not in Finding.Result.values:
        yield Refusal("result", _("A condition is met, to be corrected, or not met."), "10", INPUT, "result")
    elif result != Finding.Result.MET:
        yield from wanted("remark", remark, "10")


def may_return_for_correction(application, *, by, at, items: Sequence[Wrong] = ()):
    """All that is missing is told at once, so every condition has been examined first (Art. 12; model: 26:10)."""
    yield from authority_officer(by, "12")
    yield from _all_examined(application)
    if not items and not findings(application, Finding.Result.TO_CORRECT):
        yield Refusal("nothing_to_correct", _("Say what is to be corrected, item by item."), "12", INPUT, "items")
    for item in items:
        named = item.get("section") in Section.Name.values and len(str(item.get("item", ""))) <= ITEM_LENGTH
        if not named or not str(item.get("remark", "")).strip():
            yield Refusal("item", _("Each item names a section and says what is wrong."), "12", INPUT, "items")


def may_accept(application, *, by, at):
    """Accepted when every condition is met (Arts 12, 17, 18)."""
    yield from authority_officer(by, "12")
    yield from _all_examined(application)
    wrong = {row.condition for row in findings(application, Finding.Result.TO_CORRECT, Finding.Result.NOT_MET)}
    for known in application.call.conditions():
        if known["key"] in wrong:
            reason = _("Not met: %(title)s.") % {"title": title_of(known)}
            yield Refusal("condition_not_met", reason, article=known["article"])


def may_decline(application, *, by, at, reason: str = ""):
    """Not accepted, with the reason (Art. 12)."""
    yield from authority_officer(by, "12")
    yield from wanted("reason", reason, "12")


def may_begin_review(application, *, by, at):
    """By the authority, when a panel has taken it up (Arts 9, 13)."""
    yield from authority_officer(by, "13")


def may_halt_review(application, *, by, at):
    """By the authority, when its panel was dissolved (Art. 9)."""
    yield from authority_officer(by, "9")


def may_finish_review(application, *, by, at):
    """By the authority, when the panel has concluded (Art. 13)."""
    yield from authority_officer(by, "13")


def may_report(application, *, by, at):
    """By the authority, when the report is sent (Art. 13)."""
    yield from authority_officer(by, "13")


def may_approve(application, *, by, at):
    """By who verified the municipal government's decision (Arts 13, 14)."""
    yield from only(by, Role.VERIFIER, kinds=("authority",), article="14")


def may_reject(application, *, by, at):
    """By who verified the municipal government's decision (Art. 13)."""
    yield from only(by, Role.VERIFIER, kinds=("authority",), article="13")


def may_open_notice(application, *, by, at):
    """An approval goes to public notice (house default; Art. 14)."""
    yield from only(by, Role.OFFICER, Role.VERIFIER, kinds=("authority",), article="14")


def may_object(application, *, by, at, real_name: Name = "", identity_number: Name = "", text: str = ""):
    """Anybody registered, under their real name, while the notice runs (house default after 26:12)."""
    yield from only(by, Role.PERSON, Role.ADMINISTRATOR, article="14")
    for field, value in (("real_name", real_name), ("identity_number", identity_number), ("text", text)):
        yield from wanted(field, value, "14")
    if application.state != Application.State.PUBLIC_NOTICE:
        yield Refusal("not_on_notice", _("It is not on public notice."), article="14")
    elif application.due_on and timezone.localdate(at) > application.due_on:
        yield Refusal("notice_over", _("The notice ended on %(date)s.") % {"date": application.due_on}, article="14")


def may_answer_objection(application, *, by, at, objection: int = 0, outcome: str = "", reply: str = ""):
    """The authority answers each objection, with reasons (house default after 26:12)."""
    yield from authority_officer(by, "14")
    yield from wanted("reply", reply, "14")
    row = Objection.objects.filter(pk=objection, application=application).first()
    if row is None:
        yield Refusal("objection_unknown", _("There is no such objection."), "14", INPUT, "objection")
    elif row.answered_at is not None:
        yield Refusal("answered", _("This objection was answered already."), article="14")
    if outcome not in Objection.Outcome.values:
        yield Refusal("outcome", _("An objection is upheld or dismissed."), "14", INPUT, "outcome")
    elif outcome == Objection.Outcome.UPHELD and application.state == Application.State.REPORTED:
        reason = _("It is before the municipal government again; uphold this when its decision is on notice.")
        yield Refusal("before_government", reason, article="13")


def may_end_notice(application, *, by, at):
    """The clock ends the notice when its days are over and every objection is answered (Art. 14)."""
    yield from only(by, Role.CLOCK, article="14")
    if application.due_on and timezone.localdate(at) <= application.due_on:
        yield Refusal("not_due", _("The notice has not ended yet."), article="14")
    if application.objections.filter(answered_at=None).exists():
        yield Refusal("objection_open", _("An objection has not been answered yet."), article="14")
    if upheld(application).exists():
        yield Refusal("objection_upheld", _("An objection was upheld: it must be reported again."), article="13")


def may_send_back(application, *, by, at):
    """An upheld objection takes the award back to the report: only the government decides (Art. 13)."""
    yield from authority_officer(by, "13")
    if not upheld(application).exists():
        yield Refusal("no_objection_upheld", _("No objection was upheld."), article="13")


def upheld(application):
    """The objections that were upheld since this notice began; those of an earlier one were heard by a new decision."""
    return application.objections.filter(outcome=Objection.Outcome.UPHELD, answered_at__gte=application.state_since)


def may_award(application, *, by, at):
    """By the clock, when the agreement comes into force; higher floors object before that (Arts 14, 16)."""
    yield from only(by, Role.CLOCK, article="14")


def may_lapse(application, *, by, at, reason: str = ""):
    """Lapses when a time limit is over, or with its call (Arts 11, 12, 14)."""
    yield from only(by, Role.OFFICER, Role.CLOCK, kinds=("authority", "system"), article="12")
    yield from wanted("reason", reason, "12")
    waits = application.state in (Application.State.RETURNED, Application.State.TO_SIGN)
    overdue = waits and application.due_on and timezone.localdate(at) > application.due_on
    never_submitted = application.state == Application.State.DRAFT and at >= application.call.closes_at
    if not (overdue or never_submitted or application.call.state == "cancelled"):
        yield Refusal("not_due", _("No time limit of this application is over."), article="12")


def may_withdraw(application, *, by, at, reason: str = ""):
    """The applicant may withdraw until its application is reported (Art. 12)."""
    yield from _applicant(by, application)


def _applicant(by, application) -> Iterator[Refusal]:
    yield from only(by, Role.ADMINISTRATOR, Role.SIGNATORY, article="12")
    yield from own_body(by, application.organisation.body_id, "12")


def _window(call, at) -> Iterator[Refusal]:
    if call.is_open(at):
        return
    if at >= call.closes_at:
        closed = timezone.localtime(call.closes_at).strftime("%Y-%m-%d %H:%M")
        yield Refusal("call_closed", _("The call closed on %(date)s.") % {"date": closed}, article="12")
    else:
        yield Refusal("call_not_open", _("The call is not open for applications."), article="12")


def _all_examined(application) -> Iterator[Refusal]:
    examined = {finding.condition for finding in findings(application)}
    for condition in application.call.conditions():
        if condition["key"] not in examined:
            yield Refusal(
                "not_examined",
                _("This condition has not been examined yet: %(title)s.") % {"title": title_of(condition)},
                article=condition["article"],
            )
