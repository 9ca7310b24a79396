"""Totals are exact, halves of a hundredth rounded up, however many scored what (Art. 33)."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

import pytest

from config.kernel.accounts.models import Body
from config.kernel.writing import given
from operators.evaluation.grading import totals
from operators.evaluation.models import Assessor, Evaluation, Indicator, IndicatorSet, Score
from tests import stages_evaluation as lives

pytestmark = pytest.mark.article("33")

COUNT = 60
ODD = ["33.33", "33.33", "33.34"]


def scored(who, weights: list[str], sheets: list[list[list[int]]]) -> list[int]:
    """The ids of evaluations. `sheets`: for each, for each indicator, the hundredths that its assessors gave."""
    first = lives.opened(who)
    with given():
        made = IndicatorSet.objects.create(title="示例", number="示例")
        indicators = [
            Indicator.objects.create(
                indicator_set=made, key=str(place), dimension="示例", title="示例", weight=weight, kind="judged",
                scorer="provider", place=place,
            ) for place, weight in enumerate(weights)
        ]  # fmt: skip
        bodies = list(Body.objects.order_by("pk")[:7])
        return [_one(first, place, indicators, bodies, sheet) for place, sheet in enumerate(sheets, 1)]


def _one(first: Evaluation, place: int, indicators, bodies, sheet) -> int:
    evaluation = Evaluation.objects.create(
        round=first.round, agreement=first.agreement, authorisation=first.authorisation, number=f"示例{place}",
        period_ends_on=first.period_ends_on + timedelta(days=place),
    )  # fmt: skip
    assessors = [Assessor.objects.create(evaluation=evaluation, body=body, role="provider") for body in bodies]
    Score.objects.bulk_create(
        Score(evaluation=evaluation, indicator=indicator, assessor=assessor, value=Decimal(cents) / 100)
        for indicator, values in zip(indicators, sheet, strict=True)
        for assessor, cents in zip(assessors, values, strict=False)
    )
    return evaluation.pk


def exactly(weights: list[str], sheet: list[list[int]]) -> Decimal:
    parts = [Fraction(weight) * sum(given) / len(given) for weight, given in zip(weights, sheet, strict=True)]
    whole, rest = divmod(Fraction(sum(parts), 100), 1)  # in hundredths
    return (Decimal(whole) / 100) + (Decimal("0.01") if rest >= Fraction(1, 2) else 0)


def test_many_totals_are_what_fractions_say(who):
    chance = Random(33)
    sheets = [[[chance.randint(0, 10_000) for _ in range(chance.randint(1, 7))] for _ in ODD] for _ in range(COUNT)]
    ids = scored(who, ODD, sheets)
    found = totals(ids)
    assert [found[pk] for pk in ids] == [exactly(ODD, sheet) for sheet in sheets]


def test_a_half_of_a_hundredth_is_rounded_up_though_it_was_divided_by_three_and_six(who):
    sheets = [[[1], [0]], [[1, 1, 1], [0, 0]], [[1, 2, 0], [0]], [[0, 1, 2, 2, 0, 1], [0, 0, 0]], [[9_999], [10_000]]]
    ids = scored(who, ["50", "50"], sheets)
    found = totals(ids)
    half = Decimal("0.005").quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert [found[pk] for pk in ids] == [half, half, half, half, Decimal("100.00")]
