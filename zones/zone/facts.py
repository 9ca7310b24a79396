"""What becomes true of zones."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class FieldNamed(Fact):
    code: str
    name: str


@dataclass(frozen=True)
class ZonePlanned(Fact):
    name: str
    zone_kind: str
    supervisor: int


@dataclass(frozen=True)
class ZoneEstablished(Fact):
    pass


@dataclass(frozen=True)
class SupervisionHandedOver(Fact):
    from_body: int
    to_body: int
    from_on: str
    reason: str


@dataclass(frozen=True)
class ZoneClosed(Fact):
    reason: str
