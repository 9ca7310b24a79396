"""What becomes true of exits."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class ExitOpened(Fact):
    agreement: str
    ground: str
    items: list


@dataclass(frozen=True)
class ExitBegun(Fact):
    plan: str


@dataclass(frozen=True)
class ExitItemCompleted(Fact):
    item: str
    late: bool
    evidence_sha256: list


@dataclass(frozen=True)
class ExitItemVerified(Fact):
    item: str
    remark: str


@dataclass(frozen=True)
class ExitItemRefused(Fact):
    item: str
    reason: str


@dataclass(frozen=True)
class ExitAccepted(Fact):
    pass


@dataclass(frozen=True)
class ExitClosed(Fact):
    pass
