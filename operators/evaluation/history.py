"""Results over time, beside the mean of their zone, as a whole and by dimension: data for a chart (Art. 33)."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from config.kernel.accounts.roles import Role
from operators.evaluation.grading import by_dimension, rounded
from operators.evaluation.models import Evaluation, Round
from operators.evaluation.queries import visible_to
from zones.zone.queries import supervised_by

Means = dict[tuple[int, str], tuple[Fraction, int]]  # (round, dimension, "" for the whole) → the mean, of how many


def over_time(evaluation: Evaluation, seat) -> list[dict[str, Any]]:
    """The final results of its authorisation that this seat may see, the first one first, each beside the mean of its
    round. Who neither organises nor supervises it is not told a mean before it is published, nor one of so few
    operators that it would tell a rival's result. A constant number of queries."""
    ours = visible_to(seat).filter(authorisation_id=evaluation.authorisation_id, state=Evaluation.State.FINAL)
    results = list(ours.select_related(None).select_related("round").order_by("period_ends_on"))
    finals = Evaluation.objects.filter(round__in={result.round_id for result in results}, state="final").order_by()
    totals = {pk: (of_round, total) for pk, of_round, total in finals.values_list("pk", "round_id", "total")}
    parts = by_dimension(totals)
    means = _means(totals, parts)
    least = 1 if _sees_all(seat, evaluation) else evaluation.rulebook.value("least_operators_of_a_mean")
    return [_point(result, parts, means, _hidden(result.round, means, least)) for result in results]


def _sees_all(seat, evaluation) -> bool:
    if (seat.body.kind == "authority" and seat.role == Role.OFFICER) or seat.role == Role.AUDIT_ADMIN:
        return True
    return seat.role == Role.OFFICER and supervised_by(seat.body_id).filter(pk=evaluation.zone.pk).exists()


def _hidden(of_round: Round, means: Means, least: int) -> bool:
    return least > 1 and (of_round.state != Round.State.PUBLISHED or means[of_round.pk, ""][1] < least)


def _means(totals: dict[int, tuple[int, Decimal]], parts: dict[tuple[int, str], Fraction]) -> Means:
    """Of the operators of each round, each counted once."""
    gathered: dict[tuple[int, str], list[Fraction]] = {}
    for of_round, total in totals.values():
        gathered.setdefault((of_round, ""), []).append(Fraction(total))
    for (pk, dimension), value in parts.items():
        gathered.setdefault((totals[pk][0], dimension), []).append(value)
    return {named: (Fraction(sum(values), len(values)), len(values)) for named, values in gathered.items()}


def _point(result: Evaluation, parts, means: Means, hidden: bool) -> dict[str, Any]:
    def mean(dimension: str) -> Decimal | None:
        return None if hidden else rounded(means[result.round_id, dimension][0])

    own = {dimension: value for (pk, dimension), value in parts.items() if pk == result.pk}
    return {
        "evaluation": result.number, "round": result.round.number, "title": result.round.title,
        "period_ends_on": result.period_ends_on, "total": result.total, "grade": result.grade, "mean": mean(""),
        "dimensions": [
            {"dimension": dimension, "value": rounded(value), "mean": mean(dimension)}
            for dimension, value in own.items()
        ],
    }  # fmt: skip
