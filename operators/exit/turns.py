"""Whose turn an exit is (Arts 16, 33)."""

from config.kernel.accounts.queries import the
from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn
from operators.exit.queries import next_item, unverified


def whose_item(exit):
    """Who has to do the next thing, or to verify it: the supervisor. The authority, when nothing is left."""
    item = next_item(exit)
    if exit.state == "running" and not unverified(exit, "acceptance").exists():
        return the("authority")
    if item is None or (item.owner == "authority" and item.done_at is None):
        return the("authority")
    if item.owner == "operator" and item.done_at is None:
        return exit.agreement.operator.body
    return exit.zone.supervision_on().body


OWED: Owed = {"opened": ("authority", "16"), "running": (whose_item, "16"), "accepted": (whose_item, "16")}


def turn(exit) -> Turn | None:
    return owed(exit, OWED, since=exit.opened_at)
