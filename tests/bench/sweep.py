"""The sweep over a million open cases of which one in a hundred is due, against the same change in one statement.

The same change: the state of each case and its place in the ledger, and its entry, with everything but the arithmetic
of the links, which no statement can do. Both are taken by turns, each on the cases of a night of its own; medians.
"""

import os
import time
from collections.abc import Callable, Iterator
from statistics import median

from django.db import connection

from config.kernel.accounts.queries import clock
from config.kernel.ledger import keys
from config.kernel.sweeping import running
from tests import cast, stages
from tests.bench import due
from tests.bench.table import Figure
from zones.call.models import Call
from zones.call.tasks import close_due
from zones.rulebook.queries import current

CASES = int(os.environ.get("BENCH_OPEN_CASES", "1_000_000"))
TRIES = 5
ONE = """
WITH closed AS (
    UPDATE zones_call SET state = 'closed', state_since = %(at)s, version = version + 1, ledger_seq = ledger_seq + 1,
        ledger_head = md5(id::text) || md5(id::text)
    WHERE state = 'published' AND closes_at <= %(at)s RETURNING id, ledger_seq, ledger_head
)
INSERT INTO kernel_entry (case_kind, case_id, seq, at, act, article, fact, seat_id, said, algorithm, link)
SELECT 'call', id, ledger_seq, %(at)s, 'call.close', '12', 'CallClosed', %(seat)s, '{}', %(algorithm)s, ledger_head
FROM closed
"""
LARGEST = """
SELECT max(many) FROM (SELECT sum(many) AS many FROM (
    SELECT xmin::text AS one, count(*) AS many FROM zones_call WHERE closes_at = %(at)s GROUP BY 1
    UNION ALL SELECT xmin::text, count(*) FROM kernel_entry WHERE at = %(at)s GROUP BY 1
) AS written GROUP BY one) AS transactions
"""


def figures() -> Iterator[Figure]:
    """Night by night, in turns: one statement, the step of the sweep. Then a whole sweep, and an idle one."""
    who, nights = cast.people(), 2 * TRIES + 1
    due.calls(CASES, nights, stages.zone(who, name="很多通知的专区").pk, current().pk, who.officer.pk)
    one, many, largest = [], [], 0
    for night in range(2 * TRIES):
        at = due.night(night)
        (many if night % 2 else one).append(_timed(close_due.run if night % 2 else _one_statement, at))
        if night % 2:
            largest = max(largest, *_asked(LARGEST, at))
    count = CASES // due.ONE_IN
    yield Figure(f"one statement that moves {count:,} of {CASES:,}, s", median(one), digits=2)
    yield Figure("the step of the sweep, chain included, s", median(many), digits=2)
    yield Figure("the step of the sweep against the statement", median(many) / median(one), most=2.5, digits=2)
    yield Figure("rows that its largest transaction wrote", largest, most=5000)
    at = due.night(nights - 1)
    yield Figure("cases that a whole sweep moves", running.sweep(at).moved, least=count)
    yield Figure("cases that the next one moves", running.sweep(at).moved, most=0)


def _one_statement(at) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ONE, {"at": at, "seat": clock().pk, "algorithm": keys.algorithm()})


def _timed(doing: Callable, at) -> float:
    began = time.perf_counter()
    doing(at)
    spent = time.perf_counter() - began
    moved = Call.objects.filter(state="closed", closes_at=at).count()
    assert moved == CASES // due.ONE_IN, moved
    return spent


def _asked(sql: str, at) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"at": at})
        return cursor.fetchone()
