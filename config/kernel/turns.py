"""Whose turn it is, since when, due when, under which article: computed for every case that is shown."""

from dataclasses import dataclass
from datetime import date, datetime

from config.kernel.accounts.models import Body


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
