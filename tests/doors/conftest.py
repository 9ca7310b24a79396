"""What the tests of the doors share: the time of the story, and rates that only their own tests count."""

import uuid

import pytest
import time_machine

from tests.cast import later


@pytest.fixture(autouse=True)
def counted(settings):
    """Requests are counted apart from those of any other test, in Redis too. The rates of the tests are high ones: a
    test that is about a rate sets it."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid.uuid4().hex}}


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
