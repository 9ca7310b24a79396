"""Whose turn an agreement is (Arts 14-16)."""

from config.kernel.accounts.queries import the
from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn


def next_to_sign(agreement):
    """The first party that has not signed."""
    party = agreement.parties.select_related("body").filter(signed_at=None).first()
    return party.body if party else the("authority")


OWED: Owed = {
    "drafted": ("authority", "15"),
    "finalised": (next_to_sign, "14"),
    "part_signed": (next_to_sign, "14"),
    "signed": ("system", "16"),  # the clock brings it into force on its first day
    "suspended": ("authority", "16"),
}


def turn(agreement) -> Turn | None:
    """While it is in force nobody owes anything by this text."""
    return owed(agreement, OWED, since=agreement.state_since or agreement.application.state_since)
