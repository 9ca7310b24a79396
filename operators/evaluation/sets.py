"""Examples of sets of indicators as data, from `sets/*.toml`: dimensions, their indicators, and the weights of both
(Art. 33)."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "sets"


@dataclass(frozen=True)
class Example:
    """One version of an example; `indicators`: each as the words of one, its dimension with it."""

    code: str
    version: int
    title: str
    indicators: tuple[dict[str, Any], ...]


@cache
def load(code: str) -> Example:
    """The example of that code; ValueError where there is none, or where its weights contradict each other."""
    if code not in codes():
        raise ValueError(f"There is no example {code!r}; there are: {', '.join(codes())}.")
    return read(FOLDER / f"{code}.toml")


def codes() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read(path: Path) -> Example:
    """The example in a file; ValueError for a dimension that does not weigh what its indicators do."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    indicators: list[dict[str, Any]] = []
    for dimension in raw["dimensions"]:
        own = [{"dimension": dimension["title"], **one} for one in dimension["indicators"]]
        if sum(Decimal(one["weight"]) for one in own) != Decimal(dimension["weight"]):
            raise ValueError(f"{path.name}: {dimension['title']} does not weigh what its indicators do.")
        indicators += own
    return Example(raw["code"], raw["version"], raw["title"], tuple(indicators))
