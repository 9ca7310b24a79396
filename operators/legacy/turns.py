"""Whose turn a list of legacy agreements is (Art. 16)."""

from config.kernel.countersigning.turns import Owed, owed
from config.kernel.turns import Turn

OWED: Owed = {"lodged": ("authority", "16")}


def turn(legacy_list) -> Turn | None:
    return owed(legacy_list, OWED, since=legacy_list.lodged_at)
