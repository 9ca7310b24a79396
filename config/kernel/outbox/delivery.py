"""Delivering: claim, deliver, mark. In-app messages exactly once; mail at least once, always with one Message-ID.

A claim is a lease: when its worker is killed it runs out, and another takes the row. `attempts` tells the claims apart,
so a worker that comes back late marks nothing.
"""

import logging
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from config.kernel.nouns import case_models
from config.kernel.outbox.models import Delivery, Message
from config.kernel.wired import wiring

log = logging.getLogger(__name__)

ATTEMPTS = 8  # 1, 2, 4 … 64 minutes apart: about two hours, then a dead letter that a person sees


def deliver_due(now=None, limit: int = 200) -> int:
    """Deliver what is due, oldest first; returns how many were delivered."""
    due = Delivery.objects.filter(state=Delivery.State.WAITING, due_at__lte=now or timezone.now())
    rows = due.order_by("due_at", "id").values_list("pk", flat=True)[:limit]
    return sum(deliver(pk, now) for pk in list(rows))


def deliver(pk: int, now=None) -> bool:
    """Deliver one row, if nobody else has claimed it; whether it was delivered by this call."""
    now = now or timezone.now()  # of this row: those before it took their time
    delivery = Delivery.objects.select_related("entry", "seat__user").get(pk=pk)
    if not _claimed(delivery, now):
        return False
    if delivery.attempts > ATTEMPTS:
        _failed(delivery, "every worker that tried was lost before it could say why", now)
        return False
    try:
        return CHANNELS[delivery.channel](delivery, now)
    except Exception as error:  # whatever went wrong, the row must say so and be tried again
        log.exception("delivery %s failed", delivery.key)
        _failed(delivery, f"{type(error).__name__}: {error}", now)
        return False


def retry(delivery: Delivery, now=None) -> None:
    """A person asks for a dead letter to be tried again."""
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.DEAD).update(
        state=Delivery.State.WAITING, attempts=0, due_at=now or timezone.now()
    )


def message_id(delivery: Delivery) -> str:
    """The same at every attempt; no other delivery's, not even that of a database restored from an older copy."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{delivery.pk}.{delivery.entry.link[:16]}@{domain}>"


def _claimed(delivery: Delivery, now) -> bool:
    mine = _mine(delivery).filter(due_at__lte=now)
    delivery.attempts += 1
    lease = timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
    return bool(mine.update(attempts=delivery.attempts, due_at=now + lease))


def _mine(delivery: Delivery):
    """The row, as long as nobody has claimed it since."""
    return Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.WAITING, attempts=delivery.attempts)


def _mark(delivery: Delivery, now) -> bool:
    return bool(_mine(delivery).update(state=Delivery.State.DELIVERED, delivered_at=now, error=""))


def _failed(delivery: Delivery, error: str, now) -> None:
    dead = delivery.attempts >= ATTEMPTS
    _mine(delivery).update(
        state=Delivery.State.DEAD if dead else Delivery.State.WAITING,
        due_at=now + timedelta(minutes=2 ** (delivery.attempts - 1)),
        error=error,
    )


def _in_app(delivery: Delivery, now) -> bool:
    """Message and mark in one transaction: both, or neither."""
    receiver, (kind, case) = delivery.seat, delivery.case()
    with transaction.atomic(), translation.override(receiver.user.language):
        if not _mark(delivery, now):
            return False
        Message.objects.create(
            delivery=delivery,
            seat=receiver,
            case_kind=kind,
            case_id=case,
            title=delivery.said_title(),
            text=delivery.said_text(),
            at=now,
        )  # type: ignore[misc]  # only work after commit has no receiver
    return True


def _email(delivery: Delivery, now) -> bool:
    with translation.override(delivery.seat.user.language):
        subject = " ".join(delivery.said_title().split())  # a line break in a name is none in a header
        mail = EmailMessage(
            subject, delivery.said_text(), to=[delivery.seat.user.email], headers={"Message-ID": message_id(delivery)}
        )
    mail.send()
    return _mark(delivery, now)


def _job(delivery: Delivery, now) -> bool:
    case = case_models()[delivery.entry.case_kind].objects.get(pk=delivery.entry.case_id)
    work = import_string(wiring("JOBS")[delivery.job])
    work(case, at=now)
    return _mark(delivery, now)


CHANNELS = {"in_app": _in_app, "email": _email, "job": _job}
