"""Who notes, reports, orders, answers and hears (Arts 16, 31-33)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, own_body, wanted
from config.kernel.documents.models import Document
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.shapes import Line
from operators.agreement.models import LIVE
from operators.oversight.models import STANDING, Incident, Interview
from zones.zone.rules import authority_officer

OFFICES = ("authority", "department", "district")
SPEAKERS = (Role.ADMINISTRATOR, Role.SIGNATORY, Role.SECURITY_OFFICER)
CALLED_IN = (Interview.Kind.REMINDER, Interview.Kind.INTERVIEW)


def an_office(by, zone, at, article: str) -> Iterator[Refusal]:
    """An officer of the data authority, or of the zone's supervisor of that day."""
    yield from only(by, Role.OFFICER, kinds=OFFICES, article=article)
    if by.role == Role.OFFICER and by.body.kind != "authority":
        yield from _supervises(by, zone, at, article)


def the_supervisor(by, zone, at, article: str) -> Iterator[Refusal]:
    """An officer of the zone's supervisor of that day."""
    yield from only(by, Role.OFFICER, kinds=OFFICES, article=article)
    if by.role == Role.OFFICER:
        yield from _supervises(by, zone, at, article)


def the_operator(by, agreement, article: str, *roles) -> Iterator[Refusal]:
    """A member of the operator who speaks for it; for its data security, its officer for that."""
    yield from only(by, *(roles or SPEAKERS), kinds=("organisation",), article=article)
    yield from own_body(by, agreement.operator.body_id, article)


def may_discover(
    agreement, *, by, at, kind: str = "", severity: str = "", discovered_at: datetime | None = None, text: str = "",
):  # fmt: skip
    """The operator's data-security officer notes it, or an office that came upon it (Art. 31)."""
    if by.body.kind == "organisation":
        yield from the_operator(by, agreement, "31", Role.SECURITY_OFFICER)
    else:
        yield from only(by, Role.OFFICER, Role.SECURITY_OFFICER, kinds=(*OFFICES, "organisation"), article="31")
        if by.role == Role.OFFICER and by.body.kind != "authority":
            yield from _supervises(by, agreement.zone, at, "31")
    yield from _live(agreement, "31")
    yield from wanted("text", text, "31")
    if kind not in Incident.Kind.values:
        yield Refusal("kind", _("An incident is a leak, tampering or misuse."), "31", INPUT, "kind")
    if severity not in hours_of(agreement):
        yield Refusal("severity", _("The rulebook knows no such severity."), "31", INPUT, "severity")
    if discovered_at is None or discovered_at.tzinfo is None or not _within(agreement, discovered_at, at):
        yield Refusal(
            "discovered_at", _("It was discovered since the agreement is in force, and not in the future."),
            "31", INPUT, "discovered_at",
        )  # fmt: skip


def may_report(incident, *, by, at, text: str = ""):
    """The operator's data-security officer, within the hours of its severity; late is late, but not refused (31)."""
    yield from the_operator(by, incident.agreement, "31", Role.SECURITY_OFFICER)
    yield from wanted("text", text, "31")


def may_contain(incident, *, by, at, measures: str = ""):
    """The operator's data-security officer says what was done to stop it (Art. 31)."""
    yield from the_operator(by, incident.agreement, "31", Role.SECURITY_OFFICER)
    yield from wanted("measures", measures, "31")


def may_explain(incident, *, by, at, cause: str = ""):
    """The operator's data-security officer says how it came about: leaks are traced (数据泄露溯源, Art. 31)."""
    yield from the_operator(by, incident.agreement, "31", Role.SECURITY_OFFICER)
    yield from wanted("cause", cause, "31")


def may_reopen(incident, *, by, at, reason: str = ""):
    """The supervisor is not content with the explanation (Art. 31)."""
    yield from the_supervisor(by, incident.zone, at, "31")
    yield from wanted("reason", reason, "31")


def may_close(incident, *, by, at, text: str = ""):
    """The supervisor closes what it has verified, and says what it looked at (Art. 31)."""
    yield from the_supervisor(by, incident.zone, at, "31")
    yield from wanted("text", text, "31")


def may_find(agreement, *, by, at, text: str = "", provision: Line = "", grave: bool = False):
    """The authority or the supervisor finds a breach, and names the provision (Arts 16, 31, 32)."""
    yield from an_office(by, agreement.zone, at, "16")
    yield from _live(agreement, "16")
    yield from wanted("text", text, "16")
    yield from wanted("provision", provision, "16")


def may_order(breach, *, by, at, text: str = ""):
    """The authority or the supervisor orders its rectification (Art. 31)."""
    yield from an_office(by, breach.zone, at, "31")
    yield from wanted("text", text, "31")


def may_answer(breach, *, by, at, text: str = "", evidence: Sequence[int] = ()):
    """The operator reports what it did, with evidence; late is late, but not refused (Art. 31)."""
    yield from the_operator(by, breach.agreement, "31")
    yield from wanted("text", text, "31")
    own = Document.objects.filter(
        case_kind=breach.noun(), case_id=breach.pk, by__body_id=breach.agreement.operator.body_id
    )
    if not evidence or set(evidence) - set(own.values_list("pk", flat=True)):
        yield Refusal("evidence", _("Add the evidence of the operator to this breach."), "31", INPUT, "evidence")


def may_refuse(breach, *, by, at, reason: str = ""):
    """What is not accepted is ordered anew, with the reason and a new deadline (Art. 31)."""
    yield from an_office(by, breach.zone, at, "31")
    yield from wanted("reason", reason, "31")


def may_verify(breach, *, by, at, remark: str = ""):
    """The authority or the supervisor has seen that it is rectified (Art. 31)."""
    yield from an_office(by, breach.zone, at, "31")
    yield from wanted("remark", remark, "31")


def may_settle(breach, *, by, at):
    """What is rectified is closed (Art. 31)."""
    yield from an_office(by, breach.zone, at, "31")


def may_withdraw(breach, *, by, at, reason: str = ""):
    """The body that found it takes it back, as long as nothing was answered (Art. 31)."""
    yield from an_office(by, breach.zone, at, "31")
    if by.role == Role.OFFICER and by.body_id != breach.found_by.body_id:
        yield Refusal("not_finder", _("Only the body that found the breach takes it back."), "31")
    yield from wanted("reason", reason, "31")


def may_call_in(agreement, *, by, at, kind: str = "", ground: str = ""):
    """The authority or the supervisor, or the clock after a poor result; the case is both offices' (Art. 33)."""
    if by.role != Role.CLOCK:
        yield from only(by, Role.OFFICER, Role.CLOCK, kinds=(*OFFICES, "system"), article="33")
        if by.role == Role.OFFICER and by.body.kind != "authority":
            yield from _supervises(by, agreement.zone, at, "33")
    yield from wanted("ground", ground, "33")
    if kind not in CALLED_IN:
        yield Refusal("kind", _("An operator is reminded or interviewed."), "33", INPUT, "kind")


def may_open_hearing(breach, *, by, at, text: str = ""):
    """Before it terminates for a breach, the authority hears the operator (Art. 16; house default)."""
    yield from authority_officer(by, "16")
    yield from wanted("text", text, "16")
    yield from _live(breach.agreement, "16")
    if breach.state not in STANDING or not (breach.grave or breach.overdue_at(at)):
        said = _("A hearing is for a breach that is grave or was not rectified in time.")
        yield Refusal("nothing_to_hear", said, "16")
    if breach.hearings.exclude(state=Interview.State.CLOSED).exists():
        yield Refusal("hearing_there", _("The operator is being heard on this breach."), "16")


def may_record(interview, *, by, at, minutes: str = ""):
    """The authority keeps the minutes, and the supervisor stands behind them (Art. 33)."""
    yield from authority_officer(by, "33")
    yield from wanted("minutes", minutes, "33")


def may_reply(interview, *, by, at, reply: str = ""):
    """The operator replies: to an interview when its minutes are there (Art. 33)."""
    yield from the_operator(by, interview.agreement, "33")
    yield from wanted("reply", reply, "33")
    if interview.kind == Interview.Kind.INTERVIEW and interview.state == Interview.State.OPENED:
        yield Refusal("no_minutes", _("An interview is replied to when its minutes are there."), "33")


def may_conclude(interview, *, by, at):
    """Either office, when the operator has replied or the days for its reply are over (Art. 33)."""
    yield from an_office(by, interview.zone, at, "33")
    if not interview.over_at(at):
        yield Refusal("reply_awaited", _("The operator may still reply."), "33")
    elif interview.kind == Interview.Kind.INTERVIEW and interview.recorded_at is None:
        yield Refusal("no_minutes", _("An interview is closed when its minutes are there."), "33")


def hours_of(agreement) -> dict[str, int]:
    """severity → within how many hours after its discovery an incident is reported."""
    return {row["key"]: row["hours"] for row in agreement.call.rulebook.value("incident_hours")}


def _within(agreement, discovered_at, at) -> bool:
    return agreement.in_force_at is not None and agreement.in_force_at <= discovered_at <= at


def _live(agreement, article: str) -> Iterator[Refusal]:
    if agreement.state not in LIVE:
        yield Refusal("not_in_force", _("This agreement is not in force."), article)


def _supervises(by, zone, at, article: str) -> Iterator[Refusal]:
    if by.body_id != zone.supervisor_at(at).pk:
        yield Refusal("not_supervisor", _("Your body does not supervise this zone."), article, NEVER)
