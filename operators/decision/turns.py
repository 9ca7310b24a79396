"""Whose turn a report is (Arts 13, 14)."""

from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn

OWED: Owed = {"drafted": ("authority", "13"), "countersigned": ("authority", "13"), "sent": ("government", "13")}


def turn(report) -> Turn | None:
    """The authority's until it is sent, then the municipal government's until its decision is verified."""
    return owed(report, OWED, since=report.drafted_at)
