"""What becomes true of the calendar and of deadlines."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class CalendarAdopted(Fact):
    year: int
    confirmed: bool
    source: str


@dataclass(frozen=True)
class CalendarAnnounced(Fact):
    year: int
    source: str


@dataclass(frozen=True)
class DeadlineMoved(Fact):
    was: str
    now: str
    why: str
