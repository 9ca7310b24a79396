"""What becomes true of organisations."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class OrganisationRegistered(Fact):
    name: str
    credit_code: str


@dataclass(frozen=True)
class OrganisationConfirmed(Fact):
    code_accepted_reason: str


@dataclass(frozen=True)
class OrganisationBarred(Fact):
    reason: str


@dataclass(frozen=True)
class OrganisationReadmitted(Fact):
    reason: str


@dataclass(frozen=True)
class OrganisationAmended(Fact):
    changed: list
