"""From sheets to results (Art. 13; pass mark and trimming are house defaults)."""

from decimal import ROUND_HALF_UP, Decimal

from operators.review.models import Result, Sheet
from operators.review.queries import applications_of, sitting


def results(panel) -> list[Result]:
    """One result an application, best first; equal means share a rank. Not saved."""
    rulebook = panel.call.rulebook
    graded = []
    for application in applications_of(panel):
        sheets = Sheet.objects.filter(application=application, member__in=sitting(panel))
        totals = sorted(sheets.values_list("total", flat=True))
        graded.append((mean(totals, rulebook.value("trimming")), totals[-1] - totals[0], application))
    graded.sort(key=lambda row: (-row[0], row[2].pk))
    means = [row[0] for row in graded]
    mark = rulebook.value("pass_mark")
    return [
        Result(panel=panel, application=application, mean=average, spread=spread, passed=average >= mark,
               rank=means.index(average) + 1)
        for average, spread, application in graded
    ]  # fmt: skip


def mean(totals: list[int], trimming: bool) -> Decimal:
    """Two decimals, halves up; with trimming, the best and the worst of at least three are left out."""
    counted = totals[1:-1] if trimming and len(totals) > 2 else totals
    return (Decimal(sum(counted)) / len(counted)).quantize(Decimal("0.01"), ROUND_HALF_UP)
