"""Whose turn a panel is (Arts 9, 13)."""

from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn

OWED: Owed = {"convening": ("authority", "9"), "scoring": ("authority", "13")}


def turn(panel) -> Turn | None:
    """The authority's, with whom the experts are seated, until it is concluded."""
    return owed(panel, OWED, since=panel.convened_at)
