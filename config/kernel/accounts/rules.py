"""Who may grant and hold what (house:2), and the questions about a seat that every noun asks."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypedDict

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.models import Body, BodyName, Seat, User
from config.kernel.accounts.roles import HELD_FOR, THREE_ADMINISTRATORS, Role
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.shapes import Line, Name
from config.kernel.words import FIELDS, listed


def only(by: Seat, *roles: str, kinds: tuple[str, ...] = (), article: str) -> Iterator[Refusal]:
    """Only these roles may, and of these kinds of body where any are named."""
    if by.role not in roles or (kinds and by.body.kind not in kinds):
        named = listed(Role(role).label for role in roles)
        bodies = listed(Body.Kind(kind).label for kind in kinds)
        said = _("%(roles)s (%(bodies)s)") % {"bodies": bodies, "roles": named} if kinds else named
        yield Refusal("role", _("Only this may do it: %(who)s.") % {"who": said}, article=article, kind=NEVER)


def own_body(by: Seat, body_id: int | None, article: str) -> Iterator[Refusal]:
    """Only a seat of the body itself may."""
    if by.body_id != body_id:
        yield Refusal("other_body", _("This belongs to another body."), article=article, kind=NEVER)


def wanted(field: str, value, article: str) -> Iterator[Refusal]:
    """A word that must be given."""
    if not str(value or "").strip():
        yield Refusal("missing", _("Please fill this in: %(field)s.") % {"field": FIELDS[field]}, article, INPUT, field)


class FormerName(TypedDict):
    """A name that a body bore, from a day to the day before another."""

    name: Line
    from_on: date
    until_on: date


def may_register_body(system, *, by, at, kind: str = "", name: Line = "", former: Sequence[FormerName] = ()):
    """The system administrator keeps the list of bodies; organisations register themselves (house:2)."""
    yield from only(by, Role.SYSTEM_ADMIN, article="house:2")
    yield from wanted("name", name, "house:2")
    if kind not in ("government", "authority", "department", "district", "platform"):
        yield Refusal("kind", _("A body of this kind is not registered here."), "house:2", INPUT, "kind")
    elif kind in ("government", "authority") and Body.objects.filter(kind=kind).exists():
        yield Refusal("kind_taken", _("There is one body of this kind already."), "house:2", INPUT, "kind")
    elif Body.objects.filter(kind=kind, name=name).exists():
        yield Refusal("registered", _("This body is registered already."), "house:2", INPUT, "name")
    if not _follow(former, timezone.localdate(at)):
        yield Refusal(
            "former", _("Former names follow each other from day to day, until today at the latest."),
            "house:2", INPUT, "former",
        )  # fmt: skip


def may_rename(body, *, by, at, name: Line = "", from_on: date | None = None):
    """A body keeps its history when it changes its name (house:2)."""
    yield from only(by, Role.SYSTEM_ADMIN, article="house:2")
    yield from wanted("name", name, "house:2")
    last = BodyName.objects.filter(body=body).order_by("-from_on").first()
    if from_on is None or from_on > timezone.localdate(at) or (last and from_on <= last.from_on):
        yield Refusal(
            "from_on", _("A new name begins after the one before it, today at the latest."), "house:2", INPUT, "from_on"
        )


def may_sign_up(public, *, by, at, username: Name = "", full_name: Name = "", email: Line = ""):
    """Anybody may register; the system does it for them (house:2)."""
    yield from only(by, Role.CLOCK, article="house:2")
    yield from wanted("username", username, "house:2")
    yield from wanted("full_name", full_name, "house:2")
    if User.objects.filter(username=username).exists():
        yield Refusal("username_taken", _("This user name is taken."), "house:2", INPUT, "username")


def may_appoint(system, *, by, at, user: User | None = None):
    """The first two security administrators are appointed at the set-up; the rest they grant (house:2)."""
    yield from only(by, Role.CLOCK, article="house:2")
    if Seat.objects.filter(role=Role.SECURITY_ADMIN).exclude(state=Seat.State.REVOKED).count() >= 2:
        yield Refusal(
            "administrators_appointed", _("There are two security administrators; they grant further seats."), "house:2"
        )
    yield from _free(user, system, Role.SECURITY_ADMIN)


def may_grant(body, *, by, at, user: User | None = None, role: str = ""):
    """A seat is granted by a security administrator, or within an organisation by its administrator (house:2)."""
    yield from only(by, Role.SECURITY_ADMIN, Role.ADMINISTRATOR, article="house:2")
    if by.role == Role.ADMINISTRATOR:
        yield from own_body(by, body.pk, "house:2")
    if body.kind not in HELD_FOR.get(role, set()) or role in (Role.CLOCK, Role.PERSON):
        yield Refusal("role_not_here", _("This role is not held for such a body."), "house:2", INPUT, "role")
    yield from _free(user, body, role)


def may_confirm(seat, *, by, at):
    """Another person than the one who granted it confirms a seat (house:2)."""
    if by.user_id != seat.user_id:  # one's own acceptance, or an administrator's second look
        yield from only(by, Role.SECURITY_ADMIN, Role.ADMINISTRATOR, article="house:2")
        if by.role == Role.ADMINISTRATOR:
            yield from own_body(by, seat.body_id, "house:2")
    elif seat.body.kind != Body.Kind.ORGANISATION:
        yield Refusal("own_seat", _("Nobody confirms an office for themselves."), "house:2", kind=NEVER)
    if seat.proposed_by and by.user_id == seat.proposed_by.user_id:
        yield Refusal(
            "same_person", _("A seat is granted by one person and confirmed by another."), "house:2", kind=NEVER
        )
    yield from exclusive(seat.user, seat.role)


def may_revoke(seat, *, by, at, reason: str = ""):
    """Whoever may grant a seat may revoke it, with a reason (house:2)."""
    yield from only(by, Role.SECURITY_ADMIN, Role.ADMINISTRATOR, article="house:2")
    if by.role == Role.ADMINISTRATOR:
        yield from own_body(by, seat.body_id, "house:2")
    if by.user_id == seat.user_id:
        yield Refusal("own_seat", _("Nobody revokes their own seat."), "house:2", kind=NEVER)
    if seat.role == Role.CLOCK:
        yield Refusal("clock_stays", _("The clock's seat stays."), "house:2")
    yield from wanted("reason", reason, "house:2")


def _follow(former, today) -> bool:
    """Each begins on the day that the one before it ended."""
    before = None
    for old in former:
        if set(old) != set(FormerName.__annotations__):
            return False
        from_on, until_on = old["from_on"], old["until_on"]
        if from_on != (before or from_on) or not from_on < until_on <= today:
            return False
        before = until_on
    return True


def _free(user, body, role) -> Iterator[Refusal]:
    """Somebody is named who does not hold the seat yet, and may."""
    if user is None:
        yield Refusal("user_missing", _("Say who is to hold the seat."), "house:2", INPUT, "user")
    elif Seat.objects.filter(user=user, body=body, role=role).exclude(state=Seat.State.REVOKED).exists():
        yield Refusal("seat_held", _("This person holds this seat already."), "house:2", INPUT, "user")
    yield from exclusive(user, role)


def exclusive(user, role) -> Iterator[Refusal]:
    """三员分立: an administrator of one kind is none of another, and has no business seat."""
    if user is None:
        return
    held = set(
        Seat.objects.filter(user=user)
        .exclude(state=Seat.State.REVOKED)
        .exclude(role=Role.PERSON)
        .values_list("role", flat=True)
    ) - {role}
    if (role in THREE_ADMINISTRATORS and held) or held & THREE_ADMINISTRATORS:
        yield Refusal(
            "three_administrators",
            _("System, security and audit administrators are three persons, and hold no other seat."),
            "house:2",
        )
