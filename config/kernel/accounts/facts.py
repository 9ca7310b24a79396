"""What acts on bodies and seats make true."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class BodyRegistered(Fact):
    name: str
    body_kind: str


@dataclass(frozen=True)
class BodyRenamed(Fact):
    name: str
    from_on: str


@dataclass(frozen=True)
class PersonSignedUp(Fact):
    user: int


@dataclass(frozen=True)
class SeatGranted(Fact):
    user: int
    role: str


@dataclass(frozen=True)
class AdministratorAppointed(Fact):
    user: int


@dataclass(frozen=True)
class SeatConfirmed(Fact):
    pass


@dataclass(frozen=True)
class SeatRevoked(Fact):
    reason: str
