"""Events arrive: signed, in order for each case, at least once under one id; simulated hours and days (house:6)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from standardwebhooks import Webhook

from config.kernel.accounts.models import User
from config.kernel.webhooks import actions, delivery
from config.kernel.webhooks.delivery import deliver_due
from config.kernel.webhooks.fanout import fan_out
from config.kernel.webhooks.models import Event, Round
from config.kernel.webhooks.queries import dead_letters
from config.kernel.webhooks.rules import ATTEMPTS
from tests import stages
from tests.kernel.hearing import cases, endpoint, ids, states
from tests.kernel.partner import NOW, Partner, down, run
from tests.stages import fresh

pytestmark = [pytest.mark.article("house:6"), pytest.mark.django_db]


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


@pytest.mark.parametrize("how", ["hang", "drip"])
def test_who_hangs_costs_one_try_and_is_left_alone(who, partner, hears, monkeypatch, how):
    monkeypatch.setattr("config.kernel.webhooks.sending.ANSWER_SECONDS", 0.3)
    partner.partner.answer = lambda got: how
    other = endpoint(who.rival, partner.url + "/other", at=NOW)
    stages.zone(who, name="丙专区")
    fan_out(NOW)
    partner.partner.answer = lambda got: 204 if got.path == "/other" else how
    assert deliver_due(NOW) == 1  # the plan is the offices' own: the other hears that the zone is established
    assert states(other) == ["delivered"]
    assert [got.path for got in partner.asked].count("/") == 1
    assert Round.objects.get(endpoint=hears).until >= NOW + timedelta(seconds=30)
    assert deliver_due(NOW + timedelta(seconds=20)) == 0


def test_resumed_each_has_all_its_tries_again(who, partner, hears):
    partner.partner.answer = down
    run(NOW + timedelta(hours=1))
    actions.pause(hears, by=who.officer, at=NOW)
    actions.resume(fresh(hears), by=who.officer, at=NOW + timedelta(hours=2))
    waiting = Event.objects.filter(endpoint=hears)
    assert set(waiting.values_list("attempts", "due_at")) == {(0, NOW + timedelta(hours=2))}


def test_paused_meanwhile_nothing_more_is_sent_and_the_round_is_over(who, partner, hears, monkeypatch):
    """And not asked for again and again until the seconds of the round are over."""
    looked, heads = [], delivery._heads
    monkeypatch.setattr(delivery, "_heads", lambda *words: looked.append(words) or heads(*words))
    send = delivery.sending.send

    def pausing(*words):
        send(*words)
        actions.pause(hears, by=who.officer, at=NOW)

    monkeypatch.setattr(delivery.sending, "send", pausing)
    assert deliver_due(NOW) == 1
    assert (states(hears), len(looked)) == (["delivered"] + ["waiting"] * 3, 2)


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
