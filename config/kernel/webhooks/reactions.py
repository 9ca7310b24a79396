"""What follows for endpoints from seats and from dead letters."""

from config.kernel.webhooks.actions import pause, remove
from config.kernel.webhooks.models import Endpoint
from config.kernel.webhooks.queries import nothing_arrives


def remove_with_seat(revoked) -> None:
    """Who has left is told nothing any more."""
    for endpoint in Endpoint.objects.filter(seat=revoked.subject).exclude(state=Endpoint.State.REMOVED).order_by("pk"):
        remove(endpoint, by=revoked.by, at=revoked.at, reason=revoked.reason)


def pause_when_nothing_arrives(given_up) -> None:
    """One event that is never taken is the event's fault; a day of nothing is the endpoint's."""
    endpoint = given_up.subject
    if endpoint.state == Endpoint.State.ACTIVE and nothing_arrives(endpoint, given_up.at):
        pause(endpoint, by=given_up.by, at=given_up.at, reason=given_up.error)
