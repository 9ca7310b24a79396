"""What follows for partner systems when a seat ends (house:2, house:10)."""

from django.utils.translation import gettext as _

from config.kernel.accounts.queries import clock
from config.kernel.clients.actions import revoke
from config.kernel.clients.queries import of_seat


def end_with_seat(fact):
    """Nobody answers any more for a system that acts from a seat that has ended."""
    for client in of_seat(fact.subject):
        revoke(client, by=clock(), at=fact.at, reason=_("The seat that it acted from has ended."))
