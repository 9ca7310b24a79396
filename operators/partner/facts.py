"""What becomes true of partners."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class PartnerProposed(Fact):
    agreement: str
    organisation: str
    purpose: str
    related_party: bool  # as the operator declared it (27:6)


@dataclass(frozen=True)
class PartnerPapersPresented(Fact):
    conditions: dict
    contract_sha256: str
    evidence_sha256: list


@dataclass(frozen=True)
class PartnerAdmitted(Fact):
    grade: str
    reason: str


@dataclass(frozen=True)
class PartnerDeclined(Fact):
    reason: str


@dataclass(frozen=True)
class PartnerAssessed(Fact):
    before: str
    grade: str
    reason: str
    evidence_sha256: list


@dataclass(frozen=True)
class PartnerRestricted(Fact):
    withheld: list
    reason: str


@dataclass(frozen=True)
class PartnerRestrictionLifted(Fact):
    reason: str


@dataclass(frozen=True)
class PartnerExitBegun(Fact):
    exit_kind: str
    reason: str
    due_on: str


@dataclass(frozen=True)
class PartnerExitItemDone(Fact):
    item: str
    evidence_sha256: list


@dataclass(frozen=True)
class PartnerExited(Fact):
    exit_kind: str
