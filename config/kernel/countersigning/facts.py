"""What becomes true of proposals."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class Proposed(Fact):
    act: str
    case: str
    case_version: int
    second: int


@dataclass(frozen=True)
class Countersigned(Fact):
    act: str
    case: str


@dataclass(frozen=True)
class NotCountersigned(Fact):
    """Declined, expired or withdrawn: the act will not happen on this proposal."""

    act: str
    case: str
    reason: str
