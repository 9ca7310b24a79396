"""The founded world as fixtures: `who` is everybody, in a database that rolls back after the test."""

from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import blocking_manager_key

from tests import cast
from tests.lived import HELD


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Every test database begins with the founding: bodies, seats, calendar, texts, two organisations, experts.

    pytest-django's own makes no database where no chosen test has its mark, and those of `real_database` have none.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
        cast.found()
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def write_founded() -> None:
    """Migrate and found the configured database."""
    call_command("migrate", verbosity=0)
    cast.found()
    connection.close()


# What a test may change about the code that it runs: what it lives is not what others would.
CHANGING = {"monkeypatch", "settings"}


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Nothing is held open for a test that wants the database for itself."""
    if "db" not in item.fixturenames or own_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            HELD.release()


def changes(item) -> bool:
    """Whether it, or a fixture of ours that it uses, may change the code under it."""
    info = item._fixtureinfo  # pytest has no public way to ask which fixture asks for which
    ours = [made for several in info.name2fixturedefs.values() for made in several if "tests." in made.func.__module__]
    return bool(CHANGING & {*info.argnames, *(name for made in ours for name in made.argnames)})


def own_database(item) -> bool:
    return bool(item.get_closest_marker("django_db") or "transactional_db" in item.fixturenames)


@pytest.fixture
def db(request, django_db_setup, django_db_blocker):
    """The founded database, or a stage that was lived before (tests.lived); the test's own changes are rolled back."""
    if own_database(request.node):
        yield  # pytest-django's own
        return
    with django_db_blocker.unblock(), HELD.test(from_founding=changes(request.node)):
        yield


@pytest.fixture(scope="session")
def everybody_founded(django_db_setup, django_db_blocker) -> SimpleNamespace:
    """Read once in a process: no stage changes who is who."""
    with django_db_blocker.unblock():
        return cast.people()


@pytest.fixture
def who(everybody_founded, db):
    """Everybody of the cast, by what they are (tests.cast.people)."""
    return deepcopy(everybody_founded)
