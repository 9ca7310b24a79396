"""The founded world as fixtures: `who` is everybody, in a database that rolls back after the test."""

import pytest

from tests import cast


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Every test database begins with the founding: bodies, seats, calendar, texts, two organisations, experts."""
    with django_db_blocker.unblock():
        cast.found()


@pytest.fixture
def who(db):
    """Everybody of the cast, by what they are (tests.cast.people)."""
    return cast.people()
