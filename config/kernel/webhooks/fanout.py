"""From the ledger to the endpoints: one event for each entry that an endpoint may see and asked for.

Acts owe this nothing: the worker reads the ledger after the commit, up to the same watermark as the sealer, and notes
in one row how far it came. That row is locked meanwhile, and moves with the events or not at all.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db import OperationalError, transaction
from django.utils import timezone

from config.kernel.accounts.models import Seat
from config.kernel.ledger.models import Entry
from config.kernel.ledger.queries import may_know
from config.kernel.ledger.seals import watermark
from config.kernel.webhooks.models import Endpoint, Event, Progress
from config.kernel.wired import wiring

log = logging.getLogger(__name__)

BATCH = 1000  # entries in one transaction: what a crash throws away, and what is held in memory


def fan_out(now: datetime | None = None) -> int:
    """Bring the endpoints up to date; returns how many events were made."""
    made = 0
    while (more := _next(now or timezone.now())) is not None:
        made += more
    return made


def _next(now: datetime) -> int | None:
    """One batch; None when there is nothing left, or when the watermark cannot be had now."""
    endpoints = _listening()
    if not endpoints:
        return None
    progress, _ = Progress.objects.get_or_create(pk=1)
    if not Entry.objects.filter(pk__gt=_start(progress, endpoints)).exists():
        return None
    try:
        last = watermark()
    except OperationalError as busy:
        log.warning("nothing was told to endpoints now, beat will ask again: %s", busy)
        return None
    return _told_until(last, now)


def _told_until(last: int, now: datetime) -> int | None:
    with transaction.atomic():
        progress = Progress.objects.select_for_update().get(pk=1)
        endpoints = _listening()  # anew: one that was registered before the watermark misses nothing before it
        if not endpoints:
            return None
        entries = list(Entry.objects.filter(pk__gt=_start(progress, endpoints), pk__lte=last).order_by("pk")[:BATCH])
        if not entries:
            return None
        rows = [event for batch in _by_seat(endpoints) for event in _events(batch, entries, now)]
        Event.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
        progress.last = entries[-1].pk
        progress.save()
    return len(rows)


def _listening() -> list[Endpoint]:
    """Paused ones too: what happens meanwhile waits for them."""
    there = Endpoint.objects.exclude(state=Endpoint.State.REMOVED).filter(seat__state=Seat.State.ACTIVE)
    return list(there.select_related("seat__user", "seat__body").order_by("pk"))


def _start(progress: Progress, endpoints: list[Endpoint]) -> int:
    """Nothing before the first registration is asked for by anybody."""
    return max(progress.last, min(endpoint.after for endpoint in endpoints))


def _by_seat(endpoints: list[Endpoint]) -> list[list[Endpoint]]:
    """Endpoints of one seat see the same: it is asked once for all of them."""
    found = defaultdict(list)
    for endpoint in endpoints:
        found[endpoint.seat_id].append(endpoint)
    return list(found.values())


def _events(endpoints: list[Endpoint], entries: list[Entry], now: datetime) -> Iterator[Event]:
    seen = _seen(endpoints[0].seat, entries)
    for endpoint in endpoints:
        for entry in seen:
            if entry.pk > endpoint.after and (not endpoint.facts or entry.fact in endpoint.facts):
                yield Event(
                    endpoint=endpoint, entry=entry, name=f"evt_{entry.link[:32]}", case_kind=entry.case_kind,
                    case_id=entry.case_id, due_at=now,
                )  # fmt: skip


def _seen(seat, entries: list[Entry]) -> list[Entry]:
    """Those on cases that the seat may see, and by acts that it may know of: one question for each kind of case."""
    asked = {(entry.case_kind, entry.act) for entry in entries if entry.case_kind != Endpoint.noun()}
    told = {pair for pair in asked if may_know(seat, *pair)}
    known = [entry for entry in entries if (entry.case_kind, entry.act) in told]
    cases = defaultdict(set)
    for entry in known:
        cases[entry.case_kind].add(entry.case_id)
    visible = wiring("VISIBLE")
    shown = {
        noun: set(visible[noun](seat).filter(pk__in=ids).values_list("pk", flat=True)) for noun, ids in cases.items()
    }
    return [entry for entry in known if entry.case_id in shown[entry.case_kind]]
