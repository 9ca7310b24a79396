"""What the clock clears away when its time is over, and what it leaves: keys, delivered events (house:1)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.celery import app
from config.kernel.repeats import Repeat
from config.kernel.tasks import clear_expired
from config.kernel.webhooks.delivery import deliver_due
from config.kernel.webhooks.fanout import fan_out
from config.kernel.webhooks.models import Event
from tests import stages
from tests.cast import later
from tests.kernel.hearing import states
from tests.kernel.trials import entries
from zones.call import actions as calls

pytestmark = [pytest.mark.article("house:1"), pytest.mark.django_db]
QUESTION = {"text": "问题", "key": "k-1"}


@pytest.fixture
def call(who):
    return stages.published_call(who)


def test_a_key_is_kept_for_a_day_and_then_it_is_free_again(who, call):
    ask = {"by": who.applicant, **QUESTION}
    first = calls.ask(call, at=later(days=2), **ask)
    assert clear_expired(at=later(days=3)) == 0
    assert calls.ask(call, at=later(days=3), **ask) == first
    assert clear_expired(at=later(days=3, minutes=1)) == 1
    assert calls.ask(call, at=later(days=3, minutes=2), **ask).question != first.question
    assert (call.questions.count(), entries(call).count("call.ask")) == (2, 2)


def test_a_key_that_is_cleared_between_look_and_read_is_a_new_one(who, call, monkeypatch):
    calls.ask(call, by=who.applicant, at=later(days=2), **QUESTION)
    read = Repeat.first

    def too_late(*asked):
        Repeat.forget(later(days=9))
        return read(*asked)

    monkeypatch.setattr(Repeat, "first", too_late)
    assert calls.ask(call, by=who.applicant, at=later(days=4), **QUESTION).question
    assert call.questions.count() == 2


def test_a_thousand_keys_are_cleared_in_one_statement(who, call, django_assert_max_num_queries):
    calls.ask(call, by=who.applicant, at=later(days=2), **QUESTION)
    calls.ask(call, by=who.applicant, at=later(days=9), text="问题", key="k-young")
    with django_assert_max_num_queries(4):  # tokens, counts, keys, events: one each
        assert clear_expired(at=later(days=9, minutes=1)) == 1
    assert list(Repeat.objects.values_list("key", flat=True)) == ["k-young"]


@pytest.mark.article("house:6")
def test_delivered_events_go_after_their_days_and_the_others_stay(who, partner, hears, settings):
    assert deliver_due(timezone.now()) == 4
    arrived = Event.objects.filter(state="delivered")
    kept = arrived.order_by("-entry_id").first()
    Event.objects.filter(pk=kept.pk).update(state="dead", delivered_at=None)
    now, days = timezone.now(), timedelta(days=settings.WEBHOOK_EVENTS_KEPT_DAYS)
    assert clear_expired(at=now + days - timedelta(minutes=5)) == 0
    assert clear_expired(at=now + days + timedelta(minutes=5)) == 3
    assert states(hears) == ["dead"]
    assert fan_out() == 0  # what was told is not told again


@pytest.mark.article("house:6")
def test_how_long_delivered_events_are_kept_is_a_setting(who, partner, hears, settings):
    settings.WEBHOOK_EVENTS_KEPT_DAYS = 2
    assert deliver_due(timezone.now()) == 4
    assert clear_expired(at=timezone.now() + timedelta(days=2, minutes=5)) == 4


def test_the_clearing_is_on_the_clocks_timetable():
    app.loader.import_default_modules()
    assert clear_expired.name in app.tasks
    assert clear_expired.name in {entry["task"] for entry in app.conf.beat_schedule.values()}
