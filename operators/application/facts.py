"""What becomes true of applications."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class ApplicationStarted(Fact):
    call: str
    organisation: str


@dataclass(frozen=True)
class ApplicationSubmitted(Fact):
    number: str
    version: int
    sha256: str


@dataclass(frozen=True)
class FindingRecorded(Fact):
    condition: str
    result: str
    remark: str


@dataclass(frozen=True)
class ApplicationReturned(Fact):
    items: list


@dataclass(frozen=True)
class ApplicationAccepted(Fact):
    pass


@dataclass(frozen=True)
class ApplicationDeclined(Fact):
    reason: str


@dataclass(frozen=True)
class ReviewBegun(Fact):
    pass


@dataclass(frozen=True)
class ReviewHalted(Fact):
    pass


@dataclass(frozen=True)
class ReviewFinished(Fact):
    pass


@dataclass(frozen=True)
class ApplicationReported(Fact):
    pass


@dataclass(frozen=True)
class ApplicationApproved(Fact):
    pass


@dataclass(frozen=True)
class ApplicationRejected(Fact):
    pass


@dataclass(frozen=True)
class NoticeOpened(Fact):
    until: str


@dataclass(frozen=True)
class ObjectionRaised(Fact):
    objection: int


@dataclass(frozen=True)
class ObjectionAnswered(Fact):
    objection: int
    outcome: str


@dataclass(frozen=True)
class NoticeEnded(Fact):
    pass


@dataclass(frozen=True)
class ApplicationSentBack(Fact):
    objection: int


@dataclass(frozen=True)
class ApplicationAwarded(Fact):
    pass


@dataclass(frozen=True)
class ApplicationLapsed(Fact):
    reason: str


@dataclass(frozen=True)
class ApplicationWithdrawn(Fact):
    reason: str
