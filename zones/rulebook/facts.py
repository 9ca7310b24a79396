"""What becomes true of rulebooks."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class RulebookAdopted(Fact):
    code: str
    edition: int
    sha256: str


@dataclass(frozen=True)
class RulebookAmended(Fact):
    code: str
    edition: int
    changes: dict
    reason: str
