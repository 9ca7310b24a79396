"""Whose turn a partner's case is (Arts 22, 24)."""

from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn


def operator(partner):
    """The body that operates the zone."""
    return partner.operator.body


OWED: Owed = {"proposed": (operator, "22"), "exiting": (operator, "24")}


def turn(partner) -> Turn | None:
    """While it is admitted nobody owes anything."""
    return owed(partner, OWED, since=partner.proposed_at)
