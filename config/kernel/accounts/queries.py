"""Reading bodies and seats."""

from datetime import date

from config.kernel.accounts.models import Body, BodyName, Seat, User
from config.kernel.accounts.roles import THREE_ADMINISTRATORS, Role

OUTSIDE = (Body.Kind.ORGANISATION, Body.Kind.PUBLIC)


def the(kind: str) -> Body:
    """The one body of its kind: the government, the data authority, the public, this system."""
    return Body.objects.get(kind=kind)


def clock() -> Seat:
    """The seat of everything that the calendar does."""
    return Seat.objects.select_related("user", "body").get(role=Role.CLOCK)


def name_on(body: Body, day: date) -> str:
    """What the body was called on a day (its name today when the history does not reach back)."""
    name = BodyName.objects.filter(body=body, from_on__lte=day).order_by("-from_on").first()
    return name.name if name else body.name


def holder_of(seat: Seat) -> list[User]:
    """Whose seat it is: who holds what is decided for one person at a time."""
    return [seat.user]


def seats_of(body_id: int, *roles: str):
    """The active seats of a body, in these roles (all roles when none is given)."""
    seats = Seat.objects.select_related("user", "body").filter(body_id=body_id, state=Seat.State.ACTIVE)
    return seats.filter(role__in=roles) if roles else seats


def visible_to(seat: Seat | None):
    """A seat sees the seats of its own body; an expert and a registered person, who come from outside, only their
    own; the three administrators see all."""
    seats = Seat.objects.select_related("user", "body")
    if seat is None:
        return seats.none()
    if seat.role in THREE_ADMINISTRATORS:
        return seats.all()
    if seat.role in (Role.PERSON, Role.EXPERT):
        return seats.filter(user_id=seat.user_id)
    return seats.filter(body_id=seat.body_id)


def from_within(seat: Seat | None) -> bool:
    """Whether somebody speaks for an office, or runs this system; an expert, though seated with the authority, comes
    from outside."""
    return seat is not None and seat.role != Role.EXPERT and seat.body.kind not in OUTSIDE


def bodies_visible_to(seat: Seat | None):
    """Offices are known to everybody; an organisation is seen by itself, by the offices and the administrators."""
    if from_within(seat):
        return Body.objects.all()
    known = Body.objects.exclude(kind=Body.Kind.ORGANISATION)
    return known if seat is None else known | Body.objects.filter(pk=seat.body_id)
