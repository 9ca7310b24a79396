"""What becomes true of partner systems. No secret is ever among it."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class ClientIssued(Fact):
    seat: int
    name: str
    scopes: list
    rate: int


@dataclass(frozen=True)
class ClientConfirmed(Fact):
    pass


@dataclass(frozen=True)
class ClientRevoked(Fact):
    reason: str
