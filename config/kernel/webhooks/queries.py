"""Reading endpoints and what they were told."""

from datetime import datetime, timedelta

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import THREE_ADMINISTRATORS, Role
from config.kernel.facts import FACTS
from config.kernel.webhooks.models import Endpoint, Event

SECRET_READABLE = timedelta(minutes=10)  # long enough to fetch it, and to try again when the answer got lost
A_DAY = timedelta(days=1)


def visible_to(seat: Seat | None):
    """A seat sees its own; an organisation's administrator those of the organisation; the three administrators all."""
    endpoints = Endpoint.objects.select_related("seat__user", "seat__body")
    if seat is None:
        return endpoints.none()
    return endpoints if seat.role in THREE_ADMINISTRATORS else _kept_by(endpoints, seat)


def secret_of(endpoint: Endpoint, seat: Seat, at: datetime) -> str:
    """The secret, for who keeps the endpoint, shortly after it was given; "" for others and later on.

    Whoever lost it renews it: nobody who finds a session open can take it along.
    """
    kept = _kept_by(Endpoint.objects.exclude(state=Endpoint.State.REMOVED), seat).filter(pk=endpoint.pk).exists()
    return endpoint.secret if kept and at <= endpoint.secret_at + SECRET_READABLE else ""


def dead_letters(seat: Seat | None):
    """What could not be delivered to the endpoints that a seat sees, oldest first; each holds its case back."""
    dead = Event.objects.filter(state=Event.State.DEAD, endpoint__in=visible_to(seat))
    return dead.exclude(endpoint__state=Endpoint.State.REMOVED).select_related("endpoint", "entry").order_by("entry_id")


def events_of(endpoint: Endpoint):
    """What an endpoint was told and will be, newest first."""
    return Event.objects.filter(endpoint=endpoint).select_related("entry").order_by("-entry_id")


def news() -> set[str]:
    """The kinds of fact that can be asked for: all but those about endpoints, which do not report on themselves."""
    return {name for name, fact in FACTS.items() if not fact.__module__.startswith("config.kernel.webhooks.")}


def nothing_arrives(endpoint: Endpoint, at: datetime) -> bool:
    """Whether nothing was delivered for a day: it is the endpoint that does not work, and not one event."""
    return not Event.objects.filter(endpoint=endpoint, delivered_at__gt=at - A_DAY).exists()


def _kept_by(endpoints, seat: Seat):
    if seat.role == Role.ADMINISTRATOR:
        return endpoints.filter(seat__body_id=seat.body_id)
    return endpoints.filter(seat_id=seat.pk)
