"""Events arrive: signed, in order for each case, at least once under one id; simulated hours and days (house:6)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from standardwebhooks import Webhook

from config.kernel.accounts.models import User
from config.kernel.outbox.delivery import deliver_due as deliver_messages
from config.kernel.outbox.models import Message
from config.kernel.webhooks import actions, delivery
from config.kernel.webhooks.delivery import deliver_due
from config.kernel.webhooks.fanout import fan_out
from config.kernel.webhooks.models import Event, Round
from config.kernel.webhooks.queries import dead_letters
from config.kernel.webhooks.rules import ATTEMPTS
from tests import stages
from tests.cast import later
from tests.kernel.hearing import cases, endpoint, ids, receiver, states
from tests.kernel.trials import entries, refused
from tests.stages import fresh

pytestmark = [pytest.mark.article("house:6"), pytest.mark.django_db]

NOW = later(days=9)


class Partner:
    """A receiver whose answers the test changes as it goes."""

    answer = staticmethod(lambda got: 204)


@pytest.fixture
def partner(settings):
    settings.WEBHOOK_INTERNAL_NETWORKS = ["127.0.0.0/8"]
    said = Partner()
    with receiver(lambda got: said.answer(got)) as server:
        server.partner = said
        yield server


@pytest.fixture
def hears(who, partner):
    """An endpoint of the authority's officer, and two zones that have been planned and established."""
    made = endpoint(who.officer, partner.url)
    for name in ("甲专区", "乙专区"):
        stages.zone(who, name=name)
    fan_out(NOW)
    return made


def down(got):
    return 503


def run(until, start=NOW, step=timedelta(minutes=5)):
    """The clock's beats of so much simulated time."""
    now = start
    while now <= until:
        fan_out(now)
        deliver_due(now)
        now += step
    return now


def test_every_event_arrives_once_in_order_signed_for_its_receiver(who, partner, hears):
    assert deliver_due(timezone.now()) == 4
    assert list(cases(partner).values()) == [[1, 2], [1, 2]]
    assert len(set(ids(partner))) == 4
    for got in partner.kept:
        assert Webhook(hears.secret).verify(got.body, got.headers) == got.said
    assert states(hears) == ["delivered"] * 4
    assert deliver_due(timezone.now()) == 0


def test_a_receiver_that_is_down_for_an_hour_gets_every_event_once_in_order(who, partner, hears):
    partner.partner.answer = down
    end = run(NOW + timedelta(hours=1))
    assert partner.kept == []
    tries = len(partner.asked)
    assert tries <= 8  # one event is tried for all that wait
    stages.zone(who, name="丙专区")  # meanwhile something happens
    partner.partner.answer = Partner.answer
    run(end + timedelta(hours=1), end)
    assert states(hears) == ["delivered"] * 6
    assert len(ids(partner)) == len(set(ids(partner))) == 6
    assert list(cases(partner).values()) == [[1, 2]] * 3


def test_ids_are_the_same_at_every_try(who, partner, hears):
    partner.partner.answer = down
    deliver_due(NOW)
    first = partner.asked[0].headers["webhook-id"]
    partner.partner.answer = Partner.answer
    deliver_due(NOW + timedelta(minutes=1))
    assert ids(partner)[0] == first
    assert partner.asked[1].headers["webhook-timestamp"] != partner.asked[0].headers["webhook-timestamp"]


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


@pytest.mark.parametrize("how", ["hang", "drip"])
def test_who_hangs_costs_one_try_and_is_left_alone(who, partner, hears, monkeypatch, how):
    monkeypatch.setattr("config.kernel.webhooks.sending.ANSWER_SECONDS", 0.3)
    partner.partner.answer = lambda got: how
    other = endpoint(who.rival, partner.url + "/other", at=NOW)
    stages.zone(who, name="丙专区")
    fan_out(NOW)
    partner.partner.answer = lambda got: 204 if got.path == "/other" else how
    assert deliver_due(NOW) == 2
    assert states(other) == ["delivered"] * 2
    assert [got.path for got in partner.asked].count("/") == 1
    assert Round.objects.get(endpoint=hears).until >= NOW + timedelta(seconds=30)
    assert deliver_due(NOW + timedelta(seconds=20)) == 0


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


def test_resumed_each_has_all_its_tries_again(who, partner, hears):
    partner.partner.answer = down
    run(NOW + timedelta(hours=1))
    actions.pause(hears, by=who.officer, at=NOW)
    actions.resume(fresh(hears), by=who.officer, at=NOW + timedelta(hours=2))
    waiting = Event.objects.filter(endpoint=hears)
    assert set(waiting.values_list("attempts", "due_at")) == {(0, NOW + timedelta(hours=2))}


def test_who_may_not_sign_in_any_more_hears_nothing(who, partner, hears):
    User.objects.filter(pk=who.officer.user_id).update(is_active=False)
    assert deliver_due(NOW) == 0
    User.objects.filter(pk=who.officer.user_id).update(is_active=True)
    assert deliver_due(NOW) == 4


def test_a_fault_of_ours_is_kept_on_the_event_and_tried_again(who, partner, hears, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(delivery.content, "body", lambda entry: 1 / 0)
        assert deliver_due(NOW) == 0
    event = Event.objects.filter(endpoint=hears).order_by("entry_id").first()
    assert (event.attempts, event.error.split(":")[0]) == (1, "ZeroDivisionError")
    assert deliver_due(NOW + timedelta(minutes=1)) == 4


def test_the_tries_take_about_a_day():
    waits = [delivery.wait(attempt).total_seconds() for attempt in range(1, ATTEMPTS)]
    assert 24 * 3600 <= sum(waits) <= 27 * 3600
    assert 30 <= waits[0] <= 33
    assert max(waits) <= 1.1 * 4 * 3600


def test_a_worker_that_comes_back_after_its_lease_marks_nothing(who, partner, hears, monkeypatch):
    """So slow that another took over: both sent, under one id, and the other's mark stands."""
    event = Event.objects.select_related("entry", "endpoint").filter(endpoint=hears).order_by("entry_id").first()
    taken_over = []

    def slow(got):
        if not taken_over:
            taken_over.append(True)
            other = Event.objects.select_related("entry", "endpoint").get(pk=event.pk)
            assert delivery.deliver(other, NOW + timedelta(minutes=2)) == (True, None)
        return 204

    send = delivery.sending.send

    def sent(url, body, headers):
        slow(None)
        send(url, body, headers)

    monkeypatch.setattr(delivery.sending, "send", sent)
    assert delivery.deliver(event, NOW) == (False, None)
    event.refresh_from_db()
    assert (event.state, event.attempts) == ("delivered", 2)
    assert len(partner.kept) == 2
    assert len(set(ids(partner))) == 1


def test_whose_workers_were_all_lost_is_a_dead_letter(who, partner, hears):
    Event.objects.filter(endpoint=hears).update(attempts=ATTEMPTS)
    with time_machine.travel(NOW):
        deliver_due(NOW)
    assert partner.asked == []
    assert "lost" in dead_letters(who.officer)[0].error
