"""The regulations as data, from `texts/*.toml`: what each says, the numbers it sets, and who set each (house:8)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from zones.rulebook.faults import HOUSE_DEFAULT, text_faults

FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Article:
    """One article, a line for each paragraph. In `national-65-2025`, one section of the notice."""

    number: int
    chapter: str
    text: str


@dataclass(frozen=True)
class Parameter:
    """A number or list that an article of the text sets (`source`), or that the house sets where none does."""

    key: str
    value: Any  # of the unit's kind; lists are shared by all readers, so not to be altered
    unit: str
    source: str
    label_zh: str
    label_en: str
    note: str = ""
    note_en: str = ""

    @property
    def is_house_default(self) -> bool:
        return self.source == HOUSE_DEFAULT


@dataclass(frozen=True)
class Text:
    """One version of one rulebook. `concordance`: base article → its own articles, the closest first."""

    code: str
    version: int
    citation: str
    title: str
    short_title: str
    issued_by: str
    issued_on: str  # as exact as the source: "2023-07", "2025-01-08"
    articles: tuple[Article, ...]
    parameters: tuple[Parameter, ...] = ()
    concordance: Mapping[str, list[str]] = field(default_factory=dict)
    in_force_from: date | None = None
    document_number: str = ""
    note: str = ""
    preamble: str = ""
    closing: str = ""

    def article(self, number: int) -> Article:
        """That article; KeyError where the text has none of that number."""
        return {article.number: article for article in self.articles}[number]

    def parameter(self, key: str) -> Parameter:
        """That parameter; KeyError where the text does not set it."""
        return {parameter.key: parameter for parameter in self.parameters}[key]


@cache
def load(code: str) -> Text:
    """The text of that code; ValueError where there is none."""
    if code not in codes():
        raise ValueError(f"There is no text {code!r}; there are: {', '.join(codes())}.")
    return read(FOLDER / f"{code}.toml")


def all_texts() -> list[Text]:
    """Every text, by its code; so the base text is the first."""
    return [load(code) for code in codes()]


def codes() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read(path: Path) -> Text:
    """The text in a file; ValueError with the file and all reasons why it cannot be one."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        raw["articles"] = tuple(Article(**given) for given in raw.get("articles", ()))
        raw["parameters"] = tuple(Parameter(**given) for given in raw.get("parameters", ()))
        text = Text(**raw)
    except (TypeError, ValueError) as error:  # TypeError: a word too many, or one that is missing
        raise ValueError(f"{path.name}: {error}") from error
    if reasons := [*text_faults(text, path.stem)]:
        raise ValueError(f"{path.name}: {'; '.join(reasons)}")
    return text
