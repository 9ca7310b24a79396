"""What becomes true of renewals."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class RenewalOpened(Fact):
    agreement: str
    ends_on: str


@dataclass(frozen=True)
class RenewalAsked(Fact):
    pass


@dataclass(frozen=True)
class ApplicationCarriedOver(Fact):
    agreement: str
    sections: list
    documents: list


@dataclass(frozen=True)
class SectionsConfirmed(Fact):
    sections: list


@dataclass(frozen=True)
class RenewalLinked(Fact):
    application: str


@dataclass(frozen=True)
class RenewalFellBack(Fact):
    application: str


@dataclass(frozen=True)
class RenewalCompleted(Fact):
    application: str


@dataclass(frozen=True)
class RenewalLapsed(Fact):
    reason: str
