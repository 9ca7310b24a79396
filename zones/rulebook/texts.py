"""The regulations as data, from `texts/*.toml`: what each says, the numbers it sets, and who set each (house:8)."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "texts"
HOUSE_DEFAULT = "house default"
COUNTED = {"working_days", "days", "years", "months", "persons", "points", "percent"}
KINDS: dict[str, type] = {"text": str, "list": list, "flag": bool} | dict.fromkeys(COUNTED, int)


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
    if reasons := [*faults(text, path.stem)]:
        raise ValueError(f"{path.name}: {'; '.join(reasons)}")
    return text


def faults(text: Text, stem: str) -> Iterator[str]:
    """Where a text contradicts itself."""
    numbers = [article.number for article in text.articles]
    known = {str(number) for number in numbers}
    if text.code != stem:
        yield f"its code is {text.code!r}"
    if not numbers or numbers != [*range(1, len(numbers) + 1)]:
        yield f"articles are numbered {numbers}, not from 1 without a gap"
    yield from twice("parameter", [parameter.key for parameter in text.parameters])
    for parameter in text.parameters:
        for reason in parameter_faults(parameter, known):
            yield f"{parameter.key}: {reason}"
    for base, own in text.concordance.items():
        if missing := set(own) - known:
            yield f"concordance {base}: no article {', '.join(sorted(missing))}"


def parameter_faults(parameter: Parameter, known: set[str]) -> Iterator[str]:
    """`known`: the text's article numbers, as strings."""
    if parameter.source not in known | {HOUSE_DEFAULT}:
        yield f"source {parameter.source!r} is neither an article of this text nor {HOUSE_DEFAULT!r}"
    if type(parameter.value) is not KINDS.get(parameter.unit):  # bool is an int, so not isinstance
        yield f"{parameter.value!r} is no value in {parameter.unit!r}"
    elif isinstance(parameter.value, list):
        yield from list_faults(parameter.value, known)


def list_faults(items: list[dict[str, Any]], known: set[str]) -> Iterator[str]:
    yield from twice("item", [item.get("key", "") for item in items])
    for item in items:
        if "article" in item and item["article"].split("(")[0] not in known:
            yield f"item {item.get('key')!r} names article {item['article']}, which this text does not have"
    weights = [item["weight"] for item in items if "weight" in item]
    if weights and sum(weights) != 100:
        yield f"weights sum to {sum(weights)}, not 100"


def twice(what: str, keys: list[str]) -> Iterator[str]:
    """Keys that are not unique."""
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"{what} {key!r} is there twice"
