"""Who is told what about endpoints."""

from django.utils.translation import gettext_noop as _

from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import seats_of
from config.kernel.accounts.roles import Role
from config.kernel.outbox.notices import Notice
from config.kernel.webhooks.models import Endpoint
from config.kernel.webhooks.queries import nothing_arrives


def paused(fact):
    """Its keepers, when the clock did it."""
    if fact.by.role == Role.CLOCK:
        yield Notice(
            _keepers(fact.subject),
            _("Paused: events to %(url)s"),
            _("Nothing could be delivered to %(url)s for a day, so it was paused. Events wait until it is resumed. "
              "Last error: %(error)s"),
            {"url": fact.subject.url, "error": fact.reason},
        )  # fmt: skip


def given_up(fact):
    """Its keepers, of one event among others that arrive; where none arrives they hear of the pause."""
    endpoint = fact.subject
    if endpoint.state == Endpoint.State.ACTIVE and not nothing_arrives(endpoint, fact.at):
        yield Notice(
            _keepers(endpoint),
            _("Dead letter: an event to %(url)s"),
            _("Event %(event)s could not be delivered to %(url)s. Further events of its case wait until it is sent "
              "again or skipped. Last error: %(error)s"),
            {"url": endpoint.url, "event": fact.event, "error": fact.error},
        )  # fmt: skip


def _keepers(endpoint) -> list[Seat]:
    """The seat, which may be a machine's, and the administrators of its organisation."""
    seat = endpoint.seat
    return list({one.pk: one for one in [seat, *seats_of(seat.body_id, Role.ADMINISTRATOR)]}.values())
