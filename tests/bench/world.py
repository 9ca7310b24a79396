"""Where figures are taken: a founded database on a PostgreSQL of its own, fsync on, with a call for each process."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

PROCESSES = 8


@contextmanager
def founded() -> Iterator[None]:
    from tests import servers

    with tempfile.TemporaryDirectory() as folder, servers.postgresql(durable=True) as url:
        os.environ |= {"DATABASE_URL": url, "DATA_DIR": folder, "LOG_LEVEL": "ERROR",
                       "DJANGO_SETTINGS_MODULE": "config.settings.testing"}  # fmt: skip
        prepared()
        yield


def prepared() -> None:
    """The founded world and a call for each process."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from config.heap import settle
    from tests import cast, stages

    call_command("migrate", verbosity=0)
    cast.found()
    who = cast.people()
    for number in range(PROCESSES):
        stages.published_call(who, zone=stages.zone(who, name=f"测量专区{number}"))
    connections.close_all()
    settle()  # as config/wsgi.py and the worker do


@contextmanager
def another_database(name: str) -> Iterator[None]:
    """A copy of the founded database inside, for processes that are started there too; gone afterwards."""
    from urllib.parse import urlsplit

    from django.db import connection, connections

    from tests.conftest import default_database

    original, url = connection.settings_dict["NAME"], os.environ["DATABASE_URL"]
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
        os.environ["DATABASE_URL"] = urlsplit(url)._replace(path=f"/{name}").geturl()
        try:
            with default_database(name):
                yield
        finally:
            os.environ["DATABASE_URL"] = url
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
