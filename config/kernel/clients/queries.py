"""Reading partner systems."""

from config.kernel.accounts.roles import THREE_ADMINISTRATORS, Role
from config.kernel.clients.models import Client


def visible_to(seat):
    """The three administrators see all, a body's own people those that act for it."""
    clients = Client.objects.select_related("seat__body")
    if seat is None or seat.role in (Role.PERSON, Role.EXPERT):
        return clients.none()
    return clients.all() if seat.role in THREE_ADMINISTRATORS else clients.filter(seat__body_id=seat.body_id)


def seat_of(client) -> list:
    """The seat that it acts from."""
    return [client.seat]


def of_seat(seat):
    """The systems that act from a seat, the ended ones left out."""
    return Client.objects.filter(seat=seat).exclude(state=Client.State.REVOKED).order_by("pk")
