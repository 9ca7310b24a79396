"""What the tests of the doors share: the time of the story, and rates that only their own tests count."""

import uuid

import pytest
import time_machine

from tests.cast import later


@pytest.fixture(autouse=True)
def uncounted(settings):
    """Nobody's requests are counted, where a test is not about that."""
    settings.COUNTED = settings.CACHES
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.fixture
def counted(settings, uncounted):
    """Requests are counted, in Redis or the database as everywhere, apart from those of any other test."""
    settings.CACHES = {"default": settings.COUNTED["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}


@pytest.fixture
def on_day():
    """`on_day(6)`: from now on it is that day of the story, until the test ends."""
    started = []

    def travel(days: int, minutes: int = 0):
        for earlier in started:
            earlier.stop()
        started[:] = [time_machine.travel(later(days, minutes), tick=True)]
        started[0].start()

    yield travel
    for last in started:
        last.stop()
