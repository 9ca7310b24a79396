"""Counted for all at once: of so many at the same moment exactly as many get through as may (house:10)."""

import uuid

import pytest
import time_machine

from config.kernel.tallies import Tally, forgive, spend
from config.kernel.tasks import clear_expired
from tests.cast import later

pytestmark = pytest.mark.article("house:10")


@pytest.fixture
def key() -> str:
    """A counter that no other test has: Redis is shared by all of them."""
    return uuid.uuid4().hex


def test_so_many_in_a_window_and_then_no_more_until_the_next(db, key):
    with time_machine.travel(later(), tick=False) as clock:
        assert [spend(key, 3, 60) for _time in range(5)] == [0, 0, 0, 60, 60]
        assert spend(f"{key}-other", 3, 60) == 0
        clock.shift(59)
        assert spend(key, 3, 60) == 1
        clock.shift(1)
        assert spend(key, 3, 60) == 0


def test_what_is_forgiven_counts_anew(db, key):
    with time_machine.travel(later(), tick=False):
        assert [spend(key, 1, 60) for _time in range(2)] == [0, 60]
        forgive(key, 60)
        assert spend(key, 1, 60) == 0


@pytest.mark.parametrize("most", [1, 7])
def test_of_sixteen_at_the_same_moment_so_many_get_through(at_once, key, most):
    answers = at_once([lambda: [spend(key, most, 3600) for _time in range(5)] for _thread in range(16)])
    assert sum(seconds == 0 for answer in answers for seconds in answer) == most
    assert sum(len(answer) for answer in answers) == 80


def test_counters_whose_window_is_over_are_cleared_away(db, key, settings):
    settings.REDIS_URL = ""  # where there is one, it forgets by itself
    with time_machine.travel(later(), tick=False) as clock:
        spend(key, 1, 60), spend(key, 1, 3600)
        clock.shift(61)
        assert clear_expired() == 1
        assert Tally.objects.get().key.startswith(f"{key}:3600:")
