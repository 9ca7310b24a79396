"""Whose turn a call is (Arts 10-12)."""

from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn

OWED: Owed = {
    "drafted": ("authority", "11"),
    "proposed": (lambda call: call.zone.supervision_on().body, "11"),
    "published": ("public", "12"),
    "closed": ("authority", "13"),
}


def turn(call) -> Turn | None:
    """The present turn; while applications are taken, everybody's."""
    return owed(call, OWED, since=call.state_since or call.opens_at)
