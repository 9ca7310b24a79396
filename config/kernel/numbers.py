"""Numbers of cases, e.g. BJ-SQ-2026-000123: given inside the transaction, never reused, gaps allowed (house:9)."""

from django.db import connection, models

from config.kernel.prepared import cursor as prepared
from config.kernel.writing import ActOnly

# null where there is no such sequence
NEXT = "SELECT CASE WHEN to_regclass(%s::text) IS NOT NULL THEN nextval(%s::text::regclass) END"


class Series(ActOnly):
    """The last number of a kind and year, where the database has no sequences (SQLite has one writer anyway)."""

    name = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "kernel"


def next_number(kind: str, year: int) -> str:
    """`SQ`, 2026 → `BJ-SQ-2026-000123`. On PostgreSQL nobody waits for a counter's row."""
    return f"BJ-{kind}-{year}-{_next(f'{kind.lower()}_{year}'):06d}"


def _next(name: str) -> int:
    if connection.vendor == "postgresql":
        return _from_sequence(f"number_{name}")
    series, _ = Series.objects.get_or_create(name=name)
    series.last += 1
    series.save()
    return series.last


def _from_sequence(sequence: str) -> int:
    with prepared() as cursor:
        cursor.execute(NEXT, [sequence, sequence])
        if (number := cursor.fetchone()[0]) is None:
            # the first of its year; a race on it is settled by an advisory lock
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [sequence])
            cursor.execute(f'CREATE SEQUENCE IF NOT EXISTS "{sequence}"')
            cursor.execute(NEXT, [sequence, sequence])
            (number,) = cursor.fetchone()
        return number
