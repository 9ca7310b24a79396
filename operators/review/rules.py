"""Who convenes, declares, scores and concludes (Arts 9, 13). Size, odd number and pass mark are house defaults."""

from collections.abc import Generator, Iterator, Sequence
from typing import Any, TypedDict

from django.utils.translation import gettext as _

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.shapes import Line
from operators.application.checklist import title_of
from operators.application.models import Application
from operators.organisation.codes import checked
from operators.organisation.models import Organisation
from operators.review.models import Expert, Member, Panel, Sheet, Tie
from operators.review.queries import applications_of, conflicts, pool, sitting, waiting
from zones.zone.rules import authority_officer


class TieWords(TypedDict, total=False):
    """What ties an expert to an organisation."""

    credit_code: str
    kind: str
    note: Line


def may_enlist(
    authority, *, by, at, seat: Seat | None = None, fields: Sequence[str] = (), employer: Line = "",
    employer_code: str = "", ties: Sequence[TieWords] = (),
):  # fmt: skip
    """The authority keeps the pool of experts, with their employers (Art. 9)."""
    yield from authority_officer(by, "9")
    yield from wanted("employer", employer, "9")
    if not isinstance(seat, Seat) or seat.role != Role.EXPERT or seat.state != Seat.State.ACTIVE:
        yield Refusal("not_an_expert", _("Only the holder of an active expert's seat is enlisted."), "9", INPUT, "seat")
    elif Expert.objects.filter(seat=seat).exists():
        yield Refusal("enlisted", _("This expert is in the pool already."), "9", INPUT, "seat")
    if not fields:
        yield Refusal("fields", _("Say what the expert's fields are."), "9", INPUT, "fields")
    yield from _code(employer_code, "employer_code")
    for tie in ties:
        yield from _tie(tie.get("credit_code", ""), tie.get("kind", ""))


def may_record_tie(expert, *, by, at, credit_code: str = "", kind: str = "", note: Line = ""):
    """A tie may be recorded by the authority or declared by the expert at any time (Art. 9)."""
    yield from only(by, Role.OFFICER, Role.EXPERT, kinds=("authority",), article="9")
    if by.role == Role.EXPERT and expert.seat_id != by.pk:
        yield Refusal("other_expert", _("These are another expert's ties."), article="9", kind=NEVER)
    yield from _tie(credit_code, kind)


def may_convene(call, *, by, at):
    """When the call is closed and every application examined, enough experts without a conflict (Arts 9, 13)."""
    yield from authority_officer(by, "13")
    if call.state != "closed":
        yield Refusal("call_not_closed", _("A panel is convened when the call has closed."), article="13")
    if Panel.objects.filter(call=call, state__in=["convening", "scoring"]).exists():
        yield Refusal("panel_there", _("This call has a panel already."), article="9")
    applications = Application.objects.filter(call=call)
    if applications.filter(state__in=["submitted", "returned"]).exists():
        yield Refusal("not_all_examined", _("Some applications are neither accepted nor declined yet."), article="12")
    accepted = applications.filter(state="accepted")
    if not accepted.exists():
        yield Refusal("nothing_to_review", _("No application was accepted."), article="13")
    size = call.rulebook.value("panel_size")
    if call.rulebook.value("panel_odd") and size % 2 == 0:
        yield Refusal("panel_even", _("A panel has an odd number of experts."), article="9")
    experts = list(pool())
    free = len(experts) - len(conflicts(experts, accepted))
    if free < max(size, call.rulebook.value("panel_minimum")):
        yield Refusal(
            "experts_missing",
            _("A panel needs %(size)s experts without a conflict; there are %(free)s.") % {"size": size, "free": free},
            article="9",
        )


def may_declare(panel, *, by, at, conflict: bool | None = None, reason: str = ""):
    """Each expert declares before any paper is opened (Art. 9)."""
    member = yield from _member(panel, by)
    if panel.state != Panel.State.CONVENING:
        yield Refusal("not_convening", _("Declarations are made before the papers are opened."), article="9")
    if member is not None and member.standing == Member.Standing.DECLARED and conflict is not True:
        yield Refusal("declared", _("You have declared already."), article="9")
    if not isinstance(conflict, bool):
        yield Refusal("conflict_missing", _("Say whether you have a conflict of interest."), "9", INPUT, "conflict")
    elif conflict:
        yield from wanted("reason", reason, "9")
    elif member is not None:
        yield from _no_conflict(member, panel)


def may_open_papers(panel, *, by, at):
    """When every drawn expert has declared, none is tied after all, and the panel is full (Art. 9)."""
    yield from authority_officer(by, "13")
    silent = panel.members.filter(standing=Member.Standing.DRAWN).count()
    if silent:
        reason = _("Experts who have not declared yet: %(count)s.") % {"count": silent}
        yield Refusal("not_declared", reason, article="9")
    members = sitting(panel).select_related("expert__seat__user")
    tied = conflicts([member.expert for member in members], applications_of(panel))
    for member in members:
        if member.expert_id in tied:
            reason = _("%(expert)s is tied to one of the applicants, and must recuse first.")
            yield Refusal("member_tied", reason % {"expert": member.expert}, article="9")
    if len(members) < panel.size:
        yield Refusal("panel_short", _("The panel is not full: no substitute is left in the draw."), article="9")


def may_send_sheet(
    panel, *, by, at, application: Application | None = None, points: dict[str, Any] | None = None,
    opinions: dict[str, Any] | None = None,
):  # fmt: skip
    """Each member sends one sheet for each application: every criterion, three opinions (Arts 9, 13)."""
    member = yield from may_fill_in(panel, by=by, application=application)
    if member is not None:
        yield from _no_conflict(member, panel)
    yield from _complete(panel.call.rulebook, points or {}, opinions or {})


def may_fill_in(panel, *, by, application):
    """A member fills in its own sheet until it is sent, while the panel scores (Art. 13). Returns the membership."""
    member = yield from _member(panel, by)
    if panel.state != Panel.State.SCORING:
        yield Refusal("not_scoring", _("Sheets are sent while the panel scores."), article="13")
    if application is None or not applications_of(panel).filter(pk=application.pk).exists():
        yield Refusal("application", _("The panel does not review this application."), "13", INPUT, "application")
    elif member is not None and Sheet.objects.filter(member=member, application=application).exists():
        yield Refusal("sheet_sent", _("Your sheet for this application was sent; it is locked."), article="9")
    return member


def may_conclude(panel, *, by, at, minutes: str = ""):
    """The authority together with the supervisor, when every sheet is there, with minutes (Arts 9, 13)."""
    yield from authority_officer(by, "13")
    yield from wanted("minutes", minutes, "13")
    if missing := waiting(panel):
        reason = _("Sheets that have not been sent yet: %(count)s.") % {"count": missing}
        yield Refusal("sheets_missing", reason, article="13")


def may_dissolve(panel, *, by, at, reason: str = ""):
    """A panel that cannot finish is dissolved, with a reason; another may be convened (Art. 9)."""
    yield from authority_officer(by, "9")
    yield from wanted("reason", reason, "9")


def _member(panel, by) -> Generator[Refusal, None, Member | None]:
    """Yields a refusal, returns the membership of this seat."""
    yield from only(by, Role.EXPERT, article="13")
    member = panel.members.select_related("expert").filter(expert__seat=by).first()
    if member is None or member.standing == Member.Standing.RECUSED:
        yield Refusal("not_on_panel", _("You are not a member of this panel."), article="13", kind=NEVER)
        return None
    return member


def _no_conflict(member, panel) -> Iterator[Refusal]:
    if conflicts([member.expert], applications_of(panel)):
        yield Refusal(
            "conflict",
            _("You are tied to one of the applicants (employer, past employer or relation); you must recuse yourself."),
            article="9",
        )


def _complete(rulebook, points: dict, opinions: dict) -> Iterator[Refusal]:
    rubric, asked = rulebook.value("review_rubric"), rulebook.value("review_opinions")
    if set(points) - {row["key"] for row in rubric} or set(opinions) - {row["key"] for row in asked}:
        yield Refusal("not_asked", _("The sheet has no such criterion or opinion."), "13", INPUT)
    for criterion in rubric:
        given, most = points.get(criterion["key"]), criterion["weight"]
        if type(given) is not int or not 0 <= given <= most:
            yield Refusal(
                "points",
                _("%(title)s: whole points from 0 to %(most)s.") % {"title": title_of(criterion), "most": most},
                "13", INPUT, f"points.{criterion['key']}",
            )  # fmt: skip
    for opinion in asked:
        said = opinions.get(opinion["key"])
        if not isinstance(said, str) or not said.strip():
            yield Refusal(
                "opinion", _("An opinion is missing: %(title)s.") % {"title": title_of(opinion)},
                "9", INPUT, f"opinions.{opinion['key']}",
            )  # fmt: skip


def _tie(code: str, kind: str) -> Iterator[Refusal]:
    if kind not in Tie.Kind.values:
        yield Refusal("kind", _("A tie is an employer, a past employer or a relation."), "9", INPUT, "kind")
    yield from _code(code, "credit_code")


def _code(code: str, field: str) -> Iterator[Refusal]:
    """A mistyped code would hide a conflict: a wrong check digit passes only where an organisation bears it."""
    kept, wrong = checked(code)
    if wrong == "form" or (wrong and not Organisation.objects.filter(credit_code=kept).exists()):
        reason = _("This is no unified social credit code: its form or its check digit is wrong.")
        yield Refusal("credit_code", reason, "9", INPUT, field)
