"""Whose turn an organisation is (Art. 17)."""

from config.kernel.countersigning.turns import Owed, owed
from config.kernel.ledger.queries import entries_of
from config.kernel.turns import Turn

OWED: Owed = {"registered": ("authority", "17")}


def turn(organisation) -> Turn | None:
    """The authority's until it is confirmed."""
    first = entries_of(organisation).order_by("seq").first()
    return owed(organisation, OWED, since=first.at) if first else None
