"""Totals of evaluations, aggregated in the database, against plain SQL over the same rows; and against exact decimals.

10 000 operators, each scored for 30 indicators by 6 assessors with two decimals. Ours is what closing the scoring asks
for one evaluation, asked for all. Plain SQL is the mean of each indicator by its weight, as anybody would write it.
"""

import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from statistics import median

from django.db import connection

from operators.evaluation.grading import rounded, totals
from tests import cast, stages
from tests.bench import many
from tests.bench.many import CASE
from tests.bench.table import Figure
from tests.cast import NINE
from zones.rulebook.queries import current

OPERATORS, INDICATORS, ASSESSORS = 10_000, 30, 6
TRIES = 5
FIRST, LAST = NINE.date(), NINE.date().replace(year=2027)
PLAIN = """
SELECT evaluation_id, round(sum(mean * weight) / 100, 2) FROM (
    SELECT s.evaluation_id, i.weight, avg(s.value) AS mean
    FROM operators_score s JOIN operators_indicator i ON i.id = s.indicator_id
    GROUP BY s.evaluation_id, s.indicator_id, i.weight
) AS means GROUP BY evaluation_id
"""


def figures() -> Iterator[Figure]:
    """By turns; medians."""
    who = cast.people()
    evaluations = scored(stages.zone(who, name="很多考核的专区").pk, current().pk, who.officer.pk)
    plain, ours = [], []
    for _ in range(TRIES):
        plain.append(_timed(lambda: _asked(PLAIN)))
        ours.append(_timed(lambda: totals(evaluations)))
    found, exact = totals(evaluations), _exactly()
    simple = dict(_asked(PLAIN))
    rows = f"{OPERATORS:,} × {INDICATORS} × {ASSESSORS}"
    yield Figure(f"plain SQL over {rows} scores, s", median(plain), digits=2)
    yield Figure("their totals, s", median(ours), digits=2)
    yield Figure("their totals against plain SQL", median(ours) / median(plain), most=1.5, digits=2)
    yield Figure("totals that were counted", len(found), least=OPERATORS)
    yield Figure("totals that differ from exact decimals", _differing(found, exact), most=0)
    yield Figure("totals of plain SQL that differ", _differing(simple, exact))


def scored(zone: int, rulebook: int, seat: int) -> list[int]:
    """The ids of so many evaluations with all their scores, each of an operator of its own."""
    many.applications(OPERATORS, zone, rulebook, seat)
    with connection.cursor() as cursor:
        for sql, given in _rows(zone, seat):
            cursor.execute(sql, given)
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT id FROM operators_evaluation ORDER BY id")
        return [pk for (pk,) in cursor.fetchall()]


def _rows(zone: int, seat: int) -> Iterator[tuple[str, list]]:
    """Statements, each for what hangs on the rows before; the weights make 100 and are no round numbers."""
    yield f"INSERT INTO operators_indicatorset (state, {CASE}, title) VALUES ('in_use', 'S', 0, 0, '', false, 'S')", []
    yield (
        "INSERT INTO operators_indicator (indicator_set_id, key, dimension, title, weight, kind, scorer, measure, "
        "veto, place) SELECT s.id, n, 'D', 'T', CASE n WHEN 30 THEN 3.43 ELSE 3.33 END, 'judged', 'provider', '', "
        "false, n FROM operators_indicatorset s, generate_series(1, %s) AS n",
        [INDICATORS],
    )
    yield (
        f"INSERT INTO operators_round (state, {CASE}, zone_id, indicator_set_id, title, starts_on, ends_on, "
        "opened_by_id, opened_at) SELECT 'opened', 'R', 0, 0, '', false, %s, id, 'T', %s, %s, %s, %s "
        "FROM operators_indicatorset",
        [zone, FIRST, LAST, seat, NINE],
    )
    yield from _agreed()
    yield (
        "INSERT INTO operators_assessor (evaluation_id, body_id, role) SELECT e.id, b.id, 'provider' "
        "FROM operators_evaluation e, (SELECT id FROM kernel_body ORDER BY id LIMIT %s) b",
        [ASSESSORS],
    )
    yield (
        "INSERT INTO operators_score (evaluation_id, indicator_id, assessor_id, value, remark) "
        "SELECT a.evaluation_id, i.id, a.id, ((a.id * 7919 + i.id * 104729) %% 10001) / 100.0, '' "
        "FROM operators_assessor a, operators_indicator i",
        [],
    )


def _agreed() -> Iterator[tuple[str, list]]:
    """An agreement of each application, and its evaluation in the round."""
    case = "'T' || a.id, 0, 0, '', false"
    yield (
        f"INSERT INTO operators_agreement (state, {CASE}, application_id, authorisation_id, poor_streak, poor_limit, "
        "signing_mode, starts_on, ends_on, sha256, ended_reason, in_force_at) "
        f"SELECT 'in_force', {case}, a.id, a.id, 0, 2, 'authority', %s, %s, '-', '', %s FROM operators_application a",
        [FIRST, LAST, NINE],
    )
    yield (
        f"INSERT INTO operators_evaluation (state, {CASE}, agreement_id, round_id, authorisation_id, period_ends_on, "
        "self_report, grade, exempted_reason) "
        f"SELECT 'opened', {case}, a.id, r.id, a.authorisation_id, %s, '', '', '' "
        "FROM operators_agreement a, operators_round r",
        [LAST],
    )


def _exactly() -> dict[int, Decimal]:
    """From the scores one by one, in whole hundredths and fractions, by no database."""
    weights = {pk: Fraction(weight) for pk, weight in _asked("SELECT id, weight FROM operators_indicator")}
    sums: dict[tuple[int, int], int] = {}
    for evaluation, indicator, value in _asked("SELECT evaluation_id, indicator_id, value FROM operators_score"):
        sums[evaluation, indicator] = sums.get((evaluation, indicator), 0) + int(value * 100)
    found: dict[int, Fraction] = {}
    for (evaluation, indicator), cents in sums.items():
        part = weights[indicator] * cents / (ASSESSORS * 100 * 100)
        found[evaluation] = found.get(evaluation, Fraction(0)) + part
    return {evaluation: rounded(total) for evaluation, total in found.items()}


def _differing(found: dict[int, Decimal], exact: dict[int, Decimal]) -> int:
    return sum(found.get(evaluation) != total for evaluation, total in exact.items())


def _asked(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _timed(doing: Callable) -> float:
    began = time.perf_counter()
    doing()
    return time.perf_counter() - began
