"""What becomes true of reports and decisions."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class ReportDrafted(Fact):
    call: str
    items: list


@dataclass(frozen=True)
class ReportRevised(Fact):
    items: list


@dataclass(frozen=True)
class ReportCountersigned(Fact):
    pass


@dataclass(frozen=True)
class ReportSent(Fact):
    sha256: str


@dataclass(frozen=True)
class ReportWithdrawn(Fact):
    reason: str


@dataclass(frozen=True)
class DecisionEntered(Fact):
    decision: int
    document_number: str
    decided_on: str
    signing_mode: str
    outcomes: dict
    scan_sha256: str


@dataclass(frozen=True)
class DecisionRefused(Fact):
    decision: int
    reason: str


@dataclass(frozen=True)
class DecisionVerified(Fact):
    decision: int
    document_number: str
    outcomes: dict
