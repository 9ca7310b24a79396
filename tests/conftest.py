"""What every test can ask for."""

import gc
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections

from tests.lived import HELD
from tests.world import db, django_db_setup, everybody_founded, pytest_runtest_setup, who  # noqa: F401

KINDS = ("sqlite", "postgresql")
BARRIER_SECONDS = 30
gc.set_threshold(
    100_000, 50, 100
)  # a test's objects are few, and looking for their cycles took a twentieth of the time


def pytest_collection_modifyitems(config, items):
    """A test marked with one database is not chosen on the other: it counts on neither side as skipped."""
    others = [kind for kind in KINDS if kind != connection.vendor]
    foreign = [item for item in items if any(item.get_closest_marker(kind) for kind in others)]
    if foreign:
        config.hook.pytest_deselected(items=foreign)
        items[:] = [item for item in items if item not in foreign]


@pytest.fixture(scope="session")
def database_kind() -> str:
    """ "sqlite" or "postgresql"."""
    return connection.vendor


@pytest.fixture
def real_database(request, django_db_setup, django_db_blocker, tmp_path, monkeypatch, settings) -> Iterator[str]:
    """A copy of the test database for real commits, threads and processes; yields its DATABASE_URL.

    A copy, because the ledger forbids DELETE and TRUNCATE: what was committed could not be flushed away. The test's own
    connection, those of its threads, and its processes (through the environment) all lead to it. The anchor file is
    its own too. Not together with `django_db`, which holds a transaction open on the original.
    """
    assert not request.node.get_closest_marker("django_db"), "real_database commits: leave out the mark django_db"
    settings.LEDGER_ANCHOR = str(tmp_path / "ledger.anchor")
    monkeypatch.setenv("LEDGER_ANCHOR", settings.LEDGER_ANCHOR)
    copied = _copied_postgresql if connection.vendor == "postgresql" else _copied_sqlite
    with django_db_blocker.unblock(), copied(tmp_path) as (name, url), default_database(name):
        monkeypatch.setenv("DATABASE_URL", url)
        yield url


@contextmanager
def default_database(name: str) -> Iterator[None]:
    """Another database inside: every connection, of whichever thread, reads its address here when it is opened."""
    HELD.release()
    address = connections.databases["default"]
    original, address["NAME"] = address["NAME"], name
    try:
        yield
    finally:
        connections.close_all()
        address["NAME"] = original


@contextmanager
def _copied_postgresql(folder: Path) -> Iterator[tuple[str, str]]:
    """Copied by the server itself, within a fraction of a second; nobody may be connected to the original meanwhile."""
    original = connection.settings_dict["NAME"]
    copy = f"{original}_copy"
    connections.close_all()
    drop = f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)'
    with connection._nodb_cursor() as cursor:
        cursor.execute(drop)
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
        try:
            yield copy, urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{copy}").geturl()
        finally:
            cursor.execute(drop)


@contextmanager
def empty_postgresql() -> Iterator[str]:
    """The name of a database on the tests' own server in which there is nothing, not even a table."""
    name = f"{connection.settings_dict['NAME']}_empty"
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(drop)
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield name
        finally:
            cursor.execute(drop)


@contextmanager
def _copied_sqlite(folder: Path) -> Iterator[tuple[str, str]]:
    """Copied through SQLite's backup, which also sees what is still in the write-ahead log."""
    copy = folder / "copy.sqlite3"
    connections.close_all()
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    yield str(copy), f"sqlite:///{copy}"


@pytest.fixture
def at_once(real_database) -> Callable[[list[Callable[[], Any]]], list[Any]]:
    """`at_once(functions)` calls each in a thread with a connection of its own, all let go at the same moment.

    Returns what each returned, or the exception that it raised, in the order of the functions.
    """

    def call_all(functions):
        barrier = Barrier(len(functions))

        def call(function):
            try:
                connection.ensure_connection()
                barrier.wait(BARRIER_SECONDS)
                return function()
            except Exception as error:  # an answer like any other: the test looks at it
                return error
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(functions)) as pool:
            return list(pool.map(call, functions))

    return call_all
