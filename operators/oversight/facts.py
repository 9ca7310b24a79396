"""What becomes true of incidents, breaches and interviews."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class IncidentDiscovered(Fact):
    agreement: str
    incident_kind: str
    severity: str
    discovered_at: str
    report_by: str


@dataclass(frozen=True)
class IncidentReported(Fact):
    late: bool


@dataclass(frozen=True)
class IncidentContained(Fact):
    pass


@dataclass(frozen=True)
class IncidentExplained(Fact):
    pass


@dataclass(frozen=True)
class IncidentReopened(Fact):
    reason: str


@dataclass(frozen=True)
class IncidentClosed(Fact):
    pass


@dataclass(frozen=True)
class BreachFound(Fact):
    agreement: str
    provision: str
    grave: bool


@dataclass(frozen=True)
class RectificationOrdered(Fact):
    round: int
    due_on: str


@dataclass(frozen=True)
class RectificationAnswered(Fact):
    round: int
    late: bool
    evidence_sha256: list


@dataclass(frozen=True)
class RectificationRefused(Fact):
    round: int
    reason: str
    due_on: str


@dataclass(frozen=True)
class RectificationVerified(Fact):
    round: int


@dataclass(frozen=True)
class BreachSettled(Fact):
    pass


@dataclass(frozen=True)
class BreachWithdrawn(Fact):
    reason: str


@dataclass(frozen=True)
class InterviewOpened(Fact):
    agreement: str
    interview_kind: str
    breach: str
    due_on: str


@dataclass(frozen=True)
class InterviewRecorded(Fact):
    pass


@dataclass(frozen=True)
class InterviewReplied(Fact):
    pass


@dataclass(frozen=True)
class InterviewClosed(Fact):
    pass
