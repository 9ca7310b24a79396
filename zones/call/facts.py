"""What becomes true of calls."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class CallDrafted(Fact):
    zone: str
    rulebook: str


@dataclass(frozen=True)
class CallRevised(Fact):
    changed: list


@dataclass(frozen=True)
class CallProposed(Fact):
    pass


@dataclass(frozen=True)
class CallReopened(Fact):
    pass


@dataclass(frozen=True)
class CallPublished(Fact):
    sha256: str


@dataclass(frozen=True)
class CallExtended(Fact):
    was: str
    now: str
    reason: str


@dataclass(frozen=True)
class CallClosed(Fact):
    pass


@dataclass(frozen=True)
class CallConcluded(Fact):
    pass


@dataclass(frozen=True)
class CallCancelled(Fact):
    reason: str


@dataclass(frozen=True)
class QuestionAsked(Fact):
    question: int
    text: str


@dataclass(frozen=True)
class QuestionAnswered(Fact):
    question: int
    text: str
