"""Reading bodies and seats."""

from datetime import date

from config.kernel.accounts.models import Body, BodyName, Seat, User
from config.kernel.accounts.roles import Role


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


def visible_to(seat: Seat):
    """A seat sees the seats of its own body; the three administrators see all."""
    if seat.role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        return Seat.objects.all()
    if seat.role == Role.PERSON:
        return Seat.objects.filter(user_id=seat.user_id)
    return Seat.objects.filter(body_id=seat.body_id)
