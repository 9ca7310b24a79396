"""Totals and grades: exact decimals, whatever the database (Art. 33)."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.db import connection
from django.db.models import Count, Sum

from operators.evaluation.models import EXCELLENT, POOR, Evaluation, Score

CENT = Decimal("0.01")

# The mean of each indicator by its weight. A quotient is rounded at 30 places and the sum at 20: what is a half of a
# hundredth exactly is one again, and nothing else comes that near to one.
TOTALS = """
SELECT evaluation_id, round(round(sum(weighted / assessors) / 100, 20), 2) FROM (
    SELECT s.evaluation_id,
        sum(s.value) * i.weight * 1.000000000000000000000000000000 AS weighted, count(*) AS assessors
    FROM operators_score s JOIN operators_indicator i ON i.id = s.indicator_id
    WHERE s.evaluation_id = ANY(%s) GROUP BY s.evaluation_id, s.indicator_id, i.weight
) AS means GROUP BY evaluation_id
"""


def totals(evaluations: Iterable[int]) -> dict[int, Decimal]:
    """evaluation id → its total, 0.00 to 100.00, halves rounded up; one statement, however many they are."""
    wanted = list(evaluations)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(TOTALS, [wanted])
            return dict(cursor.fetchall())
    return _from_sums(wanted)


def _from_sums(wanted: list[int]) -> dict[int, Decimal]:
    """SQLite has no exact decimals: it groups and sums, fractions do the rest."""
    found: dict[int, Fraction] = {}
    for evaluation, _dimension, weight, mean in _means(wanted):
        found[evaluation] = found.get(evaluation, Fraction(0)) + mean * weight / 100
    return {evaluation: rounded(total) for evaluation, total in found.items()}


def by_dimension(evaluations: Iterable[int]) -> dict[tuple[int, str], Fraction]:
    """(evaluation id, dimension) → 0 to 100, by the weights of its indicators; in the order of the set, exactly. A
    dimension without weight is the mean of its indicators."""
    parts: dict[tuple[int, str], list[tuple[Fraction, Fraction]]] = {}
    for evaluation, dimension, weight, mean in _means(list(evaluations)):
        parts.setdefault((evaluation, dimension), []).append((weight, mean))
    return {named: _weighted(indicators) for named, indicators in parts.items()}


def _weighted(indicators: list[tuple[Fraction, Fraction]]) -> Fraction:
    weights = sum(weight for weight, _mean in indicators)
    if not weights:
        return Fraction(sum(mean for _weight, mean in indicators), len(indicators))
    return Fraction(sum(weight * mean for weight, mean in indicators), weights)


def _means(wanted: list[int]) -> Iterator[tuple[int, str, Fraction, Fraction]]:
    """(evaluation, dimension, weight, mean of the assessors) of each indicator, in its place; one statement."""
    sums = (
        Score.objects.filter(evaluation_id__in=wanted).order_by("indicator__place", "indicator_id")
        .values_list("evaluation_id", "indicator_id", "indicator__place", "indicator__dimension", "indicator__weight")
        .annotate(sum=Sum("value"), assessors=Count("pk"))
    )  # fmt: skip
    for evaluation, _indicator, _place, dimension, weight, total, assessors in sums:
        yield evaluation, dimension, Fraction(weight), Fraction(total.quantize(CENT)) / assessors


def rounded(total: Fraction) -> Decimal:
    """With two decimals, halves up."""
    cents = total * 100
    whole = cents.numerator * 2 // cents.denominator  # halves of a hundredth
    return (Decimal(whole) / 2).quantize(Decimal(1), ROUND_HALF_UP) * CENT


def graded(evaluation: Evaluation) -> tuple[Decimal, str]:
    """Its total, and its grade by the thresholds of its rulebook; a veto item scored 0 makes it poor."""
    total = totals([evaluation.pk])[evaluation.pk]
    if evaluation.scores.filter(indicator__veto=True, value=0).exists():
        return total, POOR
    return total, grade_of(total, evaluation.rulebook.value("grades"))


def grade_of(total: Decimal, grades: list[dict]) -> str:
    """`grades`: each with the lowest total that it is given for, the best first."""
    return next((str(grade["key"]) for grade in grades if total >= grade["from"]), POOR)


__all__ = ["CENT", "EXCELLENT", "POOR", "by_dimension", "grade_of", "graded", "rounded", "totals"]
