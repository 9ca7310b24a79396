"""What becomes true of endpoints. No secret is in a fact, nor a whole address: some carry a token in their path."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class EndpointRegistered(Fact):
    host: str
    facts: list


@dataclass(frozen=True)
class EndpointPaused(Fact):
    reason: str


@dataclass(frozen=True)
class EndpointResumed(Fact):
    pass


@dataclass(frozen=True)
class EndpointRemoved(Fact):
    reason: str


@dataclass(frozen=True)
class SecretRenewed(Fact):
    pass


@dataclass(frozen=True)
class EventsReplayed(Fact):
    event: str
    count: int


@dataclass(frozen=True)
class EventSkipped(Fact):
    event: str
    reason: str


@dataclass(frozen=True)
class EventGivenUp(Fact):
    """Tried for about a day and not delivered: a dead letter."""

    event: str
    error: str
