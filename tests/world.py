"""The founded world as fixtures: `who` is everybody, in a database that rolls back after the test."""

import os
import shutil

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests import cast


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Every test database begins with the founding: bodies, seats, calendar, texts, two organisations, experts.

    pytest-django's own makes no database where no chosen test has its mark, and those of `real_database` have none.
    """
    if founded := os.environ.get("FOUNDED_DATABASE"):  # made before: many short runs begin with a copy of it
        connection.settings_dict["NAME"] = shutil.copy(founded, connection.settings_dict["TEST"]["NAME"])
        yield
        return
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


@pytest.fixture
def who(db):
    """Everybody of the cast, by what they are (tests.cast.people)."""
    return cast.people()
