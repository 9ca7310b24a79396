"""Very many published calls, written by one statement in the founded world: night by night one in a hundred is due."""

from datetime import datetime, timedelta

from django.db import connection

from tests.bench.many import CASE
from tests.cast import NINE

ONE_IN = 100
FIRST, NEVER = NINE.replace(year=2027), NINE.replace(year=2029)


def night(number: int) -> datetime:
    """When the windows of that night's calls are over."""
    return FIRST + timedelta(days=number)


def calls(count: int, nights: int, zone: int, rulebook: int, seat: int) -> None:
    """So many more calls that are published; of each hundred one is over at each of these nights."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO zones_call (state, {CASE}, zone_id, rulebook_id, title, text, opens_at, closes_at, places, "
            "selection, requirements, papers, published_by_id, published_at, ended_reason) "
            "SELECT 'published', 'BJ-TZ-S-' || n, 3, 0, '', false, %s, %s, '申报通知' || n, '申报通知正文' || n, %s, "
            "CASE WHEN n %% %s < %s THEN %s::timestamptz + n %% %s * interval '1 day' ELSE %s::timestamptz END, "
            "1, 'review', '[]', '[]', %s, %s, '' FROM generate_series(1, %s) AS n",
            [zone, rulebook, NINE, ONE_IN, nights, FIRST, ONE_IN, NEVER, seat, NINE, count],
        )
        cursor.execute("VACUUM ANALYZE")
