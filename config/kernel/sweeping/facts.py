"""What becomes true of sweeps."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class SweepBegun(Fact):
    day: str


@dataclass(frozen=True)
class StepSwept(Fact):
    act: str
    article: str
    moved: int
    left: int
    failed: int


@dataclass(frozen=True)
class RemindersWritten(Fact):
    """`reminders`: {case, due_on, moment, body, article} of each."""

    reminders: list


@dataclass(frozen=True)
class SweepEnded(Fact):
    moved: int
    left: int
    failed: int
    reminders: int


@dataclass(frozen=True)
class SweepBrokenOff(Fact):
    pass
