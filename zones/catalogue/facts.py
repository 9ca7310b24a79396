"""What becomes true of the catalogue."""

from dataclasses import dataclass

from config.kernel.facts import Fact


@dataclass(frozen=True)
class DatasetsListed(Fact):
    count: int
    sha256: str


@dataclass(frozen=True)
class DatasetClassified(Fact):
    level: int
    exclusion: str
    reason: str
