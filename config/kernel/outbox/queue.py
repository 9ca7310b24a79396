"""From a fact to the rows of the outbox, in the act's own transaction."""

import hashlib
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from config.kernel.facts import canonical
from config.kernel.outbox.models import Delivery
from config.kernel.outbox.notices import Job, Notice


def enqueue(fact, entry) -> None:
    """Everything that this fact owes to anybody, each once; the worker is nudged when it is committed."""
    rows = list(_rows(fact, entry))
    if rows:
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        transaction.on_commit(_nudge, robust=True)  # robust: the act is done, whatever becomes of the nudge


def _nudge() -> None:
    """Deliver soon, not only at the next beat."""
    from config.kernel.outbox.tasks import nudge  # celery is imported by tasks only

    nudge()


def _rows(fact, entry) -> Iterator[Delivery]:
    for tell in import_string(f"{settings.WIRING}.NOTICES").get(type(fact), ()):
        for owed in tell(fact):
            yield from _job(owed, entry) if isinstance(owed, Job) else _told(owed, entry)


def _job(job: Job, entry) -> Iterator[Delivery]:
    key = f"{entry.pk}:{job.name}"
    yield Delivery(key=key, channel=Delivery.Channel.JOB, job=job.name, entry=entry, due_at=entry.at)


def _told(notice: Notice, entry) -> Iterator[Delivery]:
    said = {"title": str(notice.title), "text": str(notice.text), "params": notice.params}
    digest = hashlib.sha256(canonical(said).encode()).hexdigest()[:16]
    for seat in notice.to:
        channels = [Delivery.Channel.IN_APP] + [Delivery.Channel.EMAIL] * bool(seat.user.email)
        for channel in channels:
            key = f"{entry.pk}:{channel}:{seat.pk}:{digest}"
            yield Delivery(key=key, channel=channel, seat=seat, entry=entry, due_at=entry.at, **said)
