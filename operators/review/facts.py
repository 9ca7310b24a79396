"""What becomes true of experts and panels."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class ExpertEnlisted(Fact):
    seat: int
    fields: list


@dataclass(frozen=True)
class TieRecorded(Fact):
    credit_code: str
    tie: str


@dataclass(frozen=True)
class PanelConvened(Fact):
    seed: str
    candidates: list
    shut_out: list
    drawn: list
    applications: list


@dataclass(frozen=True)
class ConflictDeclared(Fact):
    expert: int
    conflict: bool
    reason: str
    substitute: int | None


@dataclass(frozen=True)
class PapersOpened(Fact):
    pass


@dataclass(frozen=True)
class SheetSent(Fact):
    application: str
    sha256: str


@dataclass(frozen=True)
class PanelConcluded(Fact):
    results: list


@dataclass(frozen=True)
class PanelDissolved(Fact):
    reason: str
