"""Where a text, or a value that is to be set anew, contradicts itself (house:8): reasons for who writes the data."""

from collections.abc import Iterator
from typing import Any

HOUSE_DEFAULT = "house default"
COUNTED = {"working_days", "days", "years", "months", "persons", "bodies", "points", "percent", "times"}
KINDS: dict[str, type] = {"text": str, "list": list, "flag": bool} | dict.fromkeys(COUNTED, int)


def text_faults(text, stem: str) -> Iterator[str]:
    """`text`: a `texts.Text`; `stem`: the name of its file."""
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


def parameter_faults(parameter, known: set[str]) -> Iterator[str]:
    """`known`: the text's article numbers, as strings."""
    if parameter.source not in known | {HOUSE_DEFAULT}:
        yield f"source {parameter.source!r} is neither an article of this text nor {HOUSE_DEFAULT!r}"
    if type(parameter.value) is not KINDS.get(parameter.unit):  # bool is an int, so not isinstance
        yield f"{parameter.value!r} is no value in {parameter.unit!r}"
    elif isinstance(parameter.value, list):
        yield from list_faults(parameter.value, known)


def list_faults(items: list[dict[str, Any]], known: set[str]) -> Iterator[str]:
    """`known`: as above."""
    yield from twice("item", [item.get("key", "") for item in items])
    for item in items:
        if "article" in item and item["article"].split("(")[0] not in known:
            yield f"item {item.get('key')!r} names article {item['article']}, which this text does not have"
    weights = [item["weight"] for item in items if "weight" in item]
    if weights and (sum(weights) != 100 or min(weights) < 0):
        yield f"weights sum to {sum(weights)}, not 100, or one is less than 0"


def other_shape(items: list, before: list[dict[str, Any]]) -> bool:
    """Whether an item is worded otherwise than those that it replaces: what reads the list knows only their words."""
    words = {word: type(value) for word, value in before[0].items()}
    return not items or any(
        not isinstance(item, dict) or {word: type(value) for word, value in item.items()} != words for item in items
    )


def twice(what: str, keys: list[str]) -> Iterator[str]:
    """Keys that are not unique."""
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"{what} {key!r} is there twice"
