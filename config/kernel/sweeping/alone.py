"""Only one sweep at a time, of however many workers: a lock that is gone with the process that holds it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

NAME = 4_201_104  # of the advisory lock: a number that nothing else here uses


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this process is the one; it is for as long as the block lasts."""
    with _advisory() if connection.vendor == "postgresql" else _file() as mine:
        yield mine


@contextmanager
def _advisory() -> Iterator[bool]:
    """Of the session, since each chunk is a transaction of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [NAME])
        mine = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        if mine and connection.connection and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [NAME])


@contextmanager
def _file() -> Iterator[bool]:
    """Beside the database, which is one file too."""
    with open(f"{connection.settings_dict['NAME']}.sweep", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
