"""Telling while others write, by several workers, interrupted: nothing is lost, nothing is told twice (house:6)."""

import time
from threading import Event as Signal

import pytest

from config.kernel.ledger import seals
from config.kernel.webhooks import fanout
from config.kernel.webhooks.fanout import fan_out
from config.kernel.webhooks.models import Event, Progress
from config.kernel.writing import all_or_nothing
from tests import cast, stages
from tests.cast import later
from tests.kernel.hearing import endpoint, told
from zones.zone import actions as zones

pytestmark = pytest.mark.article("house:6")


def test_a_crash_in_the_middle_loses_nothing_and_tells_nothing_twice(real_database, monkeypatch):
    who = cast.people()
    one = endpoint(who.officer)
    stages.planned_zone(who)

    def crash(self, *args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Progress, "save", crash)
        fan_out()
    assert told(one) == []
    fan_out()
    assert told(one) == ["zone.plan"]


def test_two_workers_at_once_tell_each_event_once(real_database, at_once, monkeypatch):
    monkeypatch.setattr(fanout, "BATCH", 3)
    who = cast.people()
    one, other = endpoint(who.officer), endpoint(who.rival)
    for number in range(10):
        stages.zone(who, name=f"专区{number}")
    made = at_once([fan_out] * 4)
    assert sum(made) == Event.objects.count() == 20 + 10
    assert len(told(one)) == 20
    assert len(told(other)) == 10  # not of the plans: they are the offices' own


@pytest.mark.postgresql
def test_an_entry_with_a_lower_number_that_commits_later_is_not_passed_over(real_database, at_once):
    who = cast.people()
    first, second = (stages.planned_zone(who, name=name) for name in ("甲专区", "乙专区"))
    one = endpoint(who.officer)
    lower_is_written, higher_is_there = Signal(), Signal()

    def lower():
        with all_or_nothing():
            zones.establish(first, by=who.officer, at=later())
            lower_is_written.set()
            assert higher_is_there.wait(20)
            time.sleep(0.3)

    def higher():
        assert lower_is_written.wait(20)
        zones.establish(second, by=who.officer, at=later())
        higher_is_there.set()

    def worker():
        assert higher_is_there.wait(20)
        return fan_out()

    assert at_once([lower, higher, worker]) == [None, None, 2]
    assert len(told(one)) == 2


@pytest.mark.postgresql
def test_where_a_writer_takes_too_long_it_is_asked_again_later(real_database, at_once, monkeypatch):
    monkeypatch.setattr(seals, "WATERMARK_SECONDS", 0.2)
    who = cast.people()
    endpoint(who.officer)
    stages.planned_zone(who, name="先")
    is_written, was_asked = Signal(), Signal()

    def slow():
        with all_or_nothing():
            stages.planned_zone(who, name="后")
            is_written.set()
            assert was_asked.wait(20)

    def worker():
        assert is_written.wait(20)
        made = fan_out()
        was_asked.set()
        return made

    assert at_once([slow, worker]) == [None, 0]
    assert fan_out() == 2
