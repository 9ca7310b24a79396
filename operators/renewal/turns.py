"""Whose turn a renewal is (Arts 12, 16)."""

from django.utils import timezone

from config.kernel.accounts.queries import the
from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn
from operators.renewal.queries import open_call


def operator(renewal):
    """The body that may ask."""
    return renewal.operator.body


def calling_or_applying(renewal):
    """The operator applies where a call is open; else the authority publishes one."""
    return operator(renewal) if open_call(renewal, timezone.now()) else the("authority")


OWED: Owed = {"opened": (operator, "16"), "asked": (calling_or_applying, "12")}


def turn(renewal) -> Turn | None:
    """Once it is applied for, the turn is the application's own."""
    return owed(renewal, OWED, since=renewal.opened_at)
