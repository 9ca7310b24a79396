"""A delivery that fails: tried again, given up, taken over; never by two at once (house:1)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from config.kernel.outbox import delivery as delivering
from config.kernel.outbox.delivery import deliver, deliver_due, message_id, retry
from config.kernel.outbox.models import Delivery, Message
from tests.cast import later
from tests.kernel.owing import fresh, notice

pytestmark = pytest.mark.article("house:1")


class Broken(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionError("nobody there")


class Overtaken(EmailBackend):
    """A mail server so slow that the first worker's lease runs out, and another delivers the same mail meanwhile."""

    overtaken = fails = False

    def send_messages(self, messages):
        if not self.overtaken:
            Overtaken.overtaken = True
            row = Delivery.objects.get(channel="email")
            assert deliver(row.pk, row.due_at)  # the end of the lease
            if self.fails:
                raise ConnectionError("too late anyway")
        return super().send_messages(messages)


def test_a_failed_delivery_is_tried_again_later_and_later(who, owe, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    _, row = owe(notice(who.applicant))
    now, waits = later(), []
    for _attempt in range(delivering.ATTEMPTS - 1):
        deliver_due(now)
        waits.append(fresh(row).due_at - now)
        assert (fresh(row).state, fresh(row).error) == ("waiting", "ConnectionError: nobody there")
        assert deliver_due(fresh(row).due_at - timedelta(seconds=1)) == 0
        now = fresh(row).due_at
    assert waits == [timedelta(minutes=minutes) for minutes in (1, 2, 4, 8, 16, 32, 64)]
    assert Message.objects.count() == 1  # the message to the same person was not held up


@pytest.fixture
def dead(who, owe, settings) -> Delivery:
    """A mail that nobody could deliver."""
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Broken"
    _, row = owe(notice(who.applicant))
    for day in range(delivering.ATTEMPTS):
        deliver_due(later(days=day))
    settings.EMAIL_BACKEND = backend
    return fresh(row)


def test_after_so_many_tries_it_is_a_dead_letter(dead):
    assert (dead.state, dead.attempts, dead.error) == ("dead", delivering.ATTEMPTS, "ConnectionError: nobody there")
    assert deliver_due(later(days=99)) == 0
    assert not mail.outbox


def test_a_dead_letter_is_tried_again_when_a_person_asks(dead):
    retry(dead, later(days=20))
    assert (fresh(dead).state, fresh(dead).attempts) == ("waiting", 0)
    assert deliver_due(later(days=20)) == 1
    assert (fresh(dead).state, fresh(dead).error) == ("delivered", "")
    assert len(mail.outbox) == 1


def test_what_is_delivered_is_not_asked_for_again(who, owe):
    row, _ = owe(notice(who.applicant))
    deliver_due(later())
    retry(row, later(days=1))
    assert fresh(row).state == "delivered"
    assert deliver_due(later(days=1)) == 0


@pytest.mark.parametrize("fails", [False, True])
def test_a_worker_that_comes_back_after_its_lease_marks_nothing(who, owe, settings, monkeypatch, fails):
    settings.EMAIL_BACKEND = f"{__name__}.Overtaken"
    monkeypatch.setattr(Overtaken, "overtaken", False)
    monkeypatch.setattr(Overtaken, "fails", fails)
    _, row = owe(notice(who.applicant))
    assert deliver_due(later()) == 1  # the message; the mail was the other's
    now = fresh(row)
    assert (now.state, now.attempts, now.error) == ("delivered", 2, "")
    assert [sent.message()["Message-ID"] for sent in mail.outbox] == [message_id(row)] * (1 if fails else 2)


def test_one_whose_workers_were_all_lost_is_a_dead_letter_too(who, owe):
    row, _ = owe(notice(who.applicant))
    Delivery.objects.filter(pk=row.pk).update(attempts=delivering.ATTEMPTS)
    assert deliver_due(later()) == 1  # the mail
    assert fresh(row).state == "dead"
    assert "lost" in fresh(row).error
    assert not Message.objects.exists()
