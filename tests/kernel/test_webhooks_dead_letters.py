"""What is never taken: dead letters, the pause after a day of nothing, replay and skip; in simulated days (house:6)."""

from datetime import timedelta

import pytest

from config.kernel.outbox.delivery import deliver_due as deliver_messages
from config.kernel.outbox.models import Message
from config.kernel.webhooks import actions
from config.kernel.webhooks.delivery import deliver_due
from config.kernel.webhooks.models import Event
from config.kernel.webhooks.queries import dead_letters
from config.kernel.webhooks.rules import ATTEMPTS
from tests import stages
from tests.kernel.hearing import cases, ids, states
from tests.kernel.partner import NOW, Partner, run
from tests.kernel.trials import entries, refused
from tests.stages import fresh

pytestmark = [pytest.mark.article("house:6"), pytest.mark.django_db]


def test_what_answers_500_for_a_day_is_a_dead_letter_paused_and_told(who, partner, hears):
    partner.partner.answer = lambda got: 500
    run(NOW + timedelta(hours=30), step=timedelta(minutes=10))
    hears = fresh(hears)
    assert hears.state == "paused"
    assert states(hears).count("dead") >= 1
    assert len(partner.asked) <= 2 * ATTEMPTS
    dead = dead_letters(who.officer)[0]
    assert (dead.error, dead.attempts) == ("answered 500", ATTEMPTS)
    assert entries(hears)[:3] == ["webhooks.register", "webhooks.give_up", "webhooks.pause"]
    deliver_messages(NOW + timedelta(hours=31))
    told = Message.objects.get(case_kind="endpoint")
    assert told.seat == who.officer
    assert partner.url in told.text and "answered 500" in told.text
    asked = len(partner.asked)
    run(NOW + timedelta(hours=40), NOW + timedelta(hours=30), timedelta(hours=1))
    assert len(partner.asked) == asked  # paused is paused


def test_after_the_pause_everything_arrives_in_order(who, partner, hears):
    partner.partner.answer = lambda got: 500
    end = run(NOW + timedelta(hours=30), step=timedelta(minutes=10))
    partner.partner.answer = Partner.answer
    actions.resume(fresh(hears), by=who.officer, at=end)
    first = dead_letters(who.officer)[0]
    actions.replay(fresh(hears), by=who.officer, at=end, event=first.name)
    run(end + timedelta(minutes=5), end)
    assert states(hears) == ["delivered"] * 4
    assert list(cases(partner).values()) == [[1, 2], [1, 2]]
    assert not dead_letters(who.officer)


def poisoned(partner, name):
    """One event is never taken, all others are."""
    return lambda got: 400 if got.headers["webhook-id"] == name else 204


@pytest.fixture
def poison(who, partner, hears) -> Event:
    """The first event of the first case is a dead letter; something arrives each day."""
    first = Event.objects.filter(endpoint=hears).order_by("entry_id").first()
    partner.partner.answer = poisoned(partner, first.name)
    end = run(NOW + timedelta(hours=20), step=timedelta(minutes=10))
    stages.zone(who, name="丙专区")
    run(NOW + timedelta(hours=30), end, timedelta(minutes=10))
    first.refresh_from_db()
    return first


def test_a_dead_letter_holds_its_case_back_and_no_other(who, partner, hears, poison):
    assert (poison.state, poison.error) == ("dead", "answered 400")
    assert fresh(hears).state == "active"
    assert states(hears) == ["dead", "waiting", "delivered", "delivered", "delivered", "delivered"]
    deliver_messages(NOW + timedelta(hours=31))
    assert poison.name in Message.objects.get(case_kind="endpoint").text


def test_skipped_its_case_goes_on_without_it(who, partner, hears, poison):
    with refused("missing", on=hears):
        actions.skip(hears, by=who.officer, at=NOW, event=poison.name, reason="")
    actions.skip(hears, by=who.officer, at=NOW, event=poison.name, reason="已另行查询。")
    run(NOW + timedelta(hours=31), NOW + timedelta(hours=31))
    assert states(hears) == ["skipped", *["delivered"] * 5]
    with refused("no_dead_letter", on=hears):
        actions.skip(hears, by=who.officer, at=NOW, event=poison.name, reason="再次。")


def test_sent_again_alone_it_comes_before_what_waited_for_it(who, partner, hears, poison):
    partner.partner.answer = Partner.answer
    fact = actions.replay(hears, by=who.officer, at=NOW, event=poison.name, only=True)
    assert fact.count == 1
    before = len(partner.kept)
    run(NOW + timedelta(hours=31), NOW + timedelta(hours=31))
    assert [got.said["data"]["entry"] for got in partner.kept[before:]] == [1, 2]
    assert ids(partner)[before] == poison.name


def test_replayed_from_an_event_on_all_come_again_under_their_ids(who, partner, hears):
    deliver_due(NOW)
    before = ids(partner)
    actions.replay(hears, by=who.officer, at=NOW, event=before[1])
    first_place = sorted(before, key=lambda name: Event.objects.get(endpoint=hears, name=name).entry_id)
    again = first_place[first_place.index(before[1]) :]
    deliver_due(NOW)
    assert sorted(ids(partner)[4:]) == sorted(again)


def test_an_event_that_there_is_not_is_not_replayed(who, partner, hears):
    with refused("unknown_event", on=hears):
        actions.replay(hears, by=who.officer, at=NOW, event="evt_0")


def test_nobody_gives_up_what_has_tries_left(who, hears):
    event = Event.objects.filter(endpoint=hears).first()
    with refused("not_tried", on=hears):
        actions.give_up(hears, by=who.clock, at=NOW, event=event.name, error="-")
