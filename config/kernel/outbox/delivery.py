"""Delivering: claim, deliver, mark. In-app messages exactly once; mail at least once, always with one Message-ID.

A worker that is killed after its claim leaves a lease that runs out; another takes the row then.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from config.kernel.nouns import case_models
from config.kernel.outbox.models import Delivery, Message

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
ATTEMPTS = 8  # 1, 2, 4 … 64 minutes apart: about two hours, then a dead letter that a person sees


def deliver_due(now=None, limit: int = 200) -> int:
    """Deliver what is due, oldest first; returns how many were delivered."""
    now = now or timezone.now()
    due = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=now).order_by("due_at", "id")
    return sum(deliver(pk, now) for pk in list(due.values_list("pk", flat=True)[:limit]))


def deliver(pk: int, now=None) -> bool:
    """Deliver one row, if nobody else has claimed it."""
    now = now or timezone.now()
    mine = Delivery.objects.filter(pk=pk, state=Delivery.State.WAITING, due_at__lte=now)
    if not mine.update(due_at=now + LEASE, attempts=F("attempts") + 1):
        return False
    delivery = Delivery.objects.select_related("entry", "seat__user").get(pk=pk)
    try:
        CHANNELS[delivery.channel](delivery, now)
    except Exception as error:  # whatever went wrong, the row must say so and be tried again
        log.exception("delivery %s failed", delivery.key)
        _failed(delivery, error, now)
        return False
    return True


def retry(delivery: Delivery, now=None) -> None:
    """A person asks for a dead letter to be tried again."""
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.DEAD).update(
        state=Delivery.State.WAITING, attempts=0, due_at=now or timezone.now()
    )


def _in_app(delivery: Delivery, now) -> None:
    with transaction.atomic(), translation.override(delivery.seat.user.language):
        Message.objects.create(
            delivery=delivery, seat=delivery.seat, case_kind=delivery.entry.case_kind, case_id=delivery.entry.case_id,
            title=delivery.said_title(), text=delivery.said_text(), at=now,
        )  # fmt: skip
        _mark(delivery, now)


def _email(delivery: Delivery, now) -> None:
    with translation.override(delivery.seat.user.language):
        mail = EmailMessage(
            delivery.said_title(), delivery.said_text(), to=[delivery.seat.user.email],
            headers={"Message-ID": f"<{delivery.pk}.{delivery.entry_id}@{settings.DEFAULT_FROM_EMAIL.split('@')[-1]}>"},
        )  # fmt: skip
    mail.send()
    _mark(delivery, now)


def _job(delivery: Delivery, now) -> None:
    case = case_models()[delivery.entry.case_kind].objects.get(pk=delivery.entry.case_id)
    work = import_string(import_string(f"{settings.WIRING}.JOBS")[delivery.job])
    work(case, at=now)
    _mark(delivery, now)


CHANNELS = {"in_app": _in_app, "email": _email, "job": _job}


def _mark(delivery: Delivery, now) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.DELIVERED, delivered_at=now, error="")


def _failed(delivery: Delivery, error: Exception, now) -> None:
    dead = delivery.attempts >= ATTEMPTS
    Delivery.objects.filter(pk=delivery.pk).update(
        state=Delivery.State.DEAD if dead else Delivery.State.WAITING,
        due_at=now + timedelta(minutes=2 ** (delivery.attempts - 1)),
        error=f"{type(error).__name__}: {error}",
    )
