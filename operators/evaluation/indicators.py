"""What a set of indicators must be: weights making 100, each counted by a measure or scored by somebody (Art. 33)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import TypedDict

from django.utils.translation import gettext as _

from config.kernel.refusals import INPUT, Refusal
from config.kernel.shapes import Code, Key, Line, Name
from config.kernel.wired import wiring
from operators.evaluation.models import Indicator, IndicatorSet

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


class IndicatorWords(TypedDict, total=False):
    """One indicator; `weight`: per cent as text with at most two decimals; `measure` for what is counted, `scorer` for
    what is scored."""

    key: Key
    dimension: Name
    title: Line
    weight: Code
    kind: Code
    scorer: Code
    measure: Key
    veto: bool


def faults(indicators: Sequence[IndicatorWords]) -> Iterator[Refusal]:
    """Every reason why these are no set."""
    if len({one.get("key") for one in indicators}) != len(indicators) or not indicators:
        yield _no("indicators", _("A set has indicators, each with a key of its own."))
    weights = [points(one.get("weight", "")) for one in indicators]
    if None in weights or sum(weight for weight in weights if weight is not None) != HUNDRED:
        yield _no("weights", _("The weights are numbers with at most two decimals, and make 100 together."))
    for one in indicators:
        yield from _one_fault(one)


def _one_fault(one: IndicatorWords) -> Iterator[Refusal]:
    named = {"key": one.get("key", "")}
    if not all(str(one.get(word, "")).strip() for word in ("key", "dimension", "title")):
        yield _no("indicator_named", _("Indicator %(key)s wants a key, a dimension and a title.") % named)
    kind, scorer, measure = one.get("kind"), one.get("scorer", ""), one.get("measure", "")
    if kind == Indicator.Kind.AUTOMATIC:
        if measure not in wiring("MEASURES") or scorer:
            yield _no(
                "measure", _("Indicator %(key)s is counted by a measure that is known, and scored by nobody.") % named
            )
    elif kind not in Indicator.Kind.values or measure or scorer not in ("authority", "supervisor", "provider"):
        yield _no("scorer", _("Indicator %(key)s is reported or judged, and scored by one of the three.") % named)


def keep(indicator_set: IndicatorSet, indicators: Sequence[IndicatorWords]) -> list:
    """The rows of a draft; what was said, for the ledger."""
    indicator_set.indicators.all().delete()
    for place, one in enumerate(indicators, 1):
        Indicator.objects.create(
            indicator_set=indicator_set, key=one["key"], dimension=one["dimension"], title=one["title"],
            weight=points(one["weight"]), kind=one["kind"], scorer=one.get("scorer", ""),
            measure=one.get("measure", ""), veto=one.get("veto", False), place=place,
        )  # fmt: skip
    return [[one["key"], one["weight"]] for one in indicators]


def points(text: str) -> Decimal | None:
    """0 to 100 with at most two decimals, from a text; None when it is none."""
    try:
        value = Decimal(text)
    except (InvalidOperation, TypeError, ValueError):
        return None
    if not value.is_finite() or not 0 <= value <= HUNDRED or value != value.quantize(CENT):
        return None
    return value.quantize(CENT)


def _no(code: str, said: str) -> Refusal:
    return Refusal(code, said, "33", INPUT, "indicators")
