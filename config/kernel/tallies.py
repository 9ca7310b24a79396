"""How often something was done, counted for all processes together: rates of requests, tries to sign in.

Counted in Redis when there is one, else in a table, each time in one indivisible step: of sixteen at the same moment
the counter says 1 to 16. A window begins with the clock's own minute or hour, so at a border of two windows there may
be twice as many as a window allows, and never more.
"""

import time
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import cache
from django.db import connection, models

SPARE = 60  # seconds that a counter is kept after its window: clocks differ a little

COUNT = """
    INSERT INTO kernel_tally (key, number, until) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET number = kernel_tally.number + 1
    RETURNING number
"""


class Tally(models.Model):
    """A counter of one window. It may be lost with the machine: nothing but a limit hangs on it."""

    key = models.CharField(max_length=200, primary_key=True)
    number = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "kernel"


def spend(key: str, most: int, seconds: int) -> int:
    """Count one more; returns 0 while there are no more than that, else the seconds until the next window."""
    name, until = _window(key, seconds)
    return until - int(time.time()) if _counted(name, until) > most else 0


def forgive(key: str, seconds: int) -> None:
    """Count anew from zero."""
    name, _until = _window(key, seconds)
    if settings.REDIS_URL:
        cache.delete(name)
    else:
        Tally.objects.filter(key=name).delete()


def _window(key: str, seconds: int) -> tuple[str, int]:
    """The counter's name, and the second at which its window ends."""
    number = int(time.time()) // seconds
    return f"{key}:{seconds}:{number}", (number + 1) * seconds


def _counted(name: str, until: int) -> int:
    if settings.REDIS_URL:
        cache.add(name, 0, until - int(time.time()) + SPARE)
        return cache.incr(name)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [name, connection.ops.adapt_datetimefield_value(datetime.fromtimestamp(until, UTC))])
        return cursor.fetchall()[0][0]
