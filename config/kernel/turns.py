"""Whose turn it is, since when, due when, under which article: computed for every case that is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from config.kernel.accounts.models import Body
from config.kernel.accounts.queries import the
from config.kernel.countersigning.queries import open_on
from config.kernel.flows import Case


@dataclass(frozen=True)
class Turn:
    """The turn line of a case. `stopped`: the clock of the other side waits meanwhile."""

    body: Body
    since: datetime
    due_on: date | None
    days: int | None
    provisional: bool
    article: str
    stopped: bool = False


Owed = Mapping[str, tuple[str | Callable, str]]
"""state → (whose turn: the kind of a body of which there is one, or a function of the case; the article)."""


def owed(case: Case, table: Owed, since: datetime) -> Turn | None:
    """The present turn; None when nobody owes anything. What waits for a countersignature is the second body's turn.

    `since` serves where no step was taken yet.
    """
    if waiting := open_on(case):
        return Turn(
            waiting.second, waiting.proposed_at, waiting.due_on, waiting.due_days, waiting.due_provisional,
            waiting.article,
        )  # fmt: skip
    if case.state not in table:
        return None
    whose, article = table[case.state]
    body = the(whose) if isinstance(whose, str) else whose(case)
    return Turn(body, case.state_since or since, case.due_on, case.due_days, case.due_provisional, article)
