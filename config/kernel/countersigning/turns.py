"""Whose turn a case is, from a table of its states; what waits for a countersignature is the second body's."""

from collections.abc import Callable, Mapping
from datetime import datetime

from config.kernel.accounts.queries import the
from config.kernel.countersigning.queries import open_on, turn
from config.kernel.turns import Turn

Owed = Mapping[str, tuple[str | Callable, str]]
"""state → (whose turn: the kind of a body of which there is one, or a function of the case; the article)."""


def owed(case, table: Owed, since: datetime) -> Turn | None:
    """The present turn; None when nobody owes anything. `since` serves where no step was taken yet."""
    if waiting := open_on(case):
        return turn(waiting)
    if case.state not in table:
        return None
    whose, article = table[case.state]
    body = the(whose) if isinstance(whose, str) else whose(case)
    return Turn(body, case.state_since or since, case.due_on, case.due_days, case.due_provisional, article)
