"""What becomes true of legacy agreements."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class LegacyListLodged(Fact):
    original_numbers: list


@dataclass(frozen=True)
class LegacyListConfirmed(Fact):
    pass


@dataclass(frozen=True)
class LegacyListRefused(Fact):
    reason: str


@dataclass(frozen=True)
class LegacyTakenOver(Fact):
    legacy_list: str
    original_number: str
    signed_on: str
    starts_on: str
    ends_on: str
    sha256: str
