"""Delivering events: at least once, under one id; in the order of the ledger within a case; a case at a time.

An endpoint is served by one worker at a time (its round), which sends what is due until its seconds are over. One that
cannot be reached rests until its oldest event is due again, so a receiver that is down costs one try and not one for
each event. A claim is a lease, as in the outbox: a killed worker's event is taken over, and `attempts` tells who may
mark it.
"""

import logging
import secrets
import time
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import clock
from config.kernel.refusals import Refused
from config.kernel.webhooks import content, sending, signing
from config.kernel.webhooks.actions import give_up
from config.kernel.webhooks.models import Endpoint, Event, Round
from config.kernel.webhooks.rules import ATTEMPTS

log = logging.getLogger(__name__)

FIRST_WAIT = 30  # seconds: a restart of the receiver is over by then
LONGEST_WAIT = 4 * 3600  # so that a receiver repaired at night is tried again before the morning
JITTER = 0.1  # endpoints of one receiver do not come back in the same second
RUN_SECONDS = 5  # then the worker's other work has its turn; with one last send this is the most it waits
AT_ONCE = 50  # events looked up together
LISTENING = Q(state=Endpoint.State.ACTIVE, seat__state=Seat.State.ACTIVE, seat__user__is_active=True)


def deliver_due(now: datetime | None = None) -> int:
    """Serve the endpoints that have something due, the longest unserved first; returns how many events arrived."""
    give_up_at = time.monotonic() + RUN_SECONDS
    arrived = 0
    for endpoint in _waiting(now or timezone.now()):
        if time.monotonic() > give_up_at:
            break
        arrived += serve(endpoint, now, give_up_at)
    return arrived


def serve(endpoint: Endpoint, now: datetime | None, give_up_at: float) -> int:
    """One round, if no other worker has it; how many events arrived in it."""
    at = now or timezone.now()
    mine = at + _lease() + timedelta(microseconds=secrets.randbelow(1_000_000))  # tells rounds apart
    if not Round.objects.filter(endpoint=endpoint, until__lte=at).update(until=mine):
        return 0
    arrived, rests_until = 0, None
    while rests_until is None and time.monotonic() < give_up_at and (events := _heads(endpoint, now)):
        for event in events:
            came, rests_until = deliver(event, now)
            arrived += came
            if rests_until or time.monotonic() > give_up_at:
                break
    Round.objects.filter(endpoint=endpoint, until=mine).update(until=rests_until or now or timezone.now())
    return arrived


def deliver(event: Event, now: datetime | None = None) -> tuple[bool, datetime | None]:
    """Send one event; whether this call delivered it, and until when the endpoint rests if it was not reached."""
    at = now or timezone.now()
    if not _claimed(event, at):
        return False, None
    if event.attempts > ATTEMPTS:
        _dead(event, event.error or "every worker that tried was lost before it could say why", at)
        return False, None
    endpoint = event.endpoint
    try:
        body = content.body(event.entry)
        headers = signing.headers(event.name, body, at, signing.keys_of(endpoint, at))
        sending.send(endpoint.url, body, headers)
    except sending.NotDelivered as error:
        due_at = _failed(event, str(error), at)
        return False, None if error.reached else due_at
    except Exception as error:  # ours, not the receiver's: the event must say so and be tried again
        log.exception("event %s failed", event.name)
        _failed(event, f"{type(error).__name__}: {error}", at)
        return False, None
    values = {"state": Event.State.DELIVERED, "delivered_at": now or timezone.now(), "error": ""}
    return bool(_mine(event).update(**values)), None


def clear(at: datetime) -> int:
    """Clear what was delivered long ago, in one statement; returns how many. The ledger has what they told.

    What still waits, is dead or was skipped stays: somebody may want to send it again.
    """
    before = at - timedelta(days=settings.WEBHOOK_EVENTS_KEPT_DAYS)
    return Event.objects.filter(state=Event.State.DELIVERED, delivered_at__lt=before).delete()[0]


def wait(attempts: int) -> timedelta:
    """How long after this many tries: 30 s, doubled each time, to at most four hours; and a little more by chance."""
    seconds = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
    return timedelta(seconds=seconds * (1 + JITTER * secrets.randbelow(1000) / 1000))


def _waiting(now: datetime) -> list[Endpoint]:
    due = Event.objects.filter(endpoint=OuterRef("pk"), state=Event.State.WAITING, due_at__lte=now)
    served = Endpoint.objects.filter(Exists(due), LISTENING, round__until__lte=now)
    return list(served.order_by("round__until", "pk"))


def _heads(endpoint: Endpoint, now: datetime | None) -> list[Event]:
    """The next event of each case, in the order of the ledger; none when it was paused or removed meanwhile."""
    mine = Event.objects.filter(Exists(_listening()), endpoint=endpoint)
    due = mine.filter(_first_of_case(), due_at__lte=now or timezone.now())
    return list(
        due.filter(state=Event.State.WAITING).select_related("entry", "endpoint").order_by("entry_id")[:AT_ONCE]
    )


def _first_of_case():
    """Nothing of the same case is still in front: waiting, or a dead letter."""
    in_front = Event.objects.filter(
        endpoint=OuterRef("endpoint"), case_kind=OuterRef("case_kind"), case_id=OuterRef("case_id"),
        entry_id__lt=OuterRef("entry_id"), state__in=[Event.State.WAITING, Event.State.DEAD],
    )  # fmt: skip
    return ~Exists(in_front)


def _listening():
    """The event's endpoint, if it is to be sent anything."""
    return Endpoint.objects.filter(LISTENING, pk=OuterRef("endpoint"))


def _claimed(event: Event, at: datetime) -> bool:
    mine = _mine(event).filter(Exists(_listening()), _first_of_case(), due_at__lte=at)
    event.attempts += 1
    return bool(mine.update(attempts=F("attempts") + 1, due_at=at + _lease()))


def _lease() -> timedelta:
    """Longer than a run and its last try."""
    return timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def _mine(event: Event):
    """The row, as long as nobody has claimed it since."""
    return Event.objects.filter(pk=event.pk, state=Event.State.WAITING, attempts=event.attempts)


def _failed(event: Event, error: str, at: datetime) -> datetime:
    due_at = at + wait(event.attempts)
    if _mine(event).update(due_at=due_at, error=error) and event.attempts >= ATTEMPTS:
        _dead(event, error, at)
    return due_at


def _dead(event: Event, error: str, at: datetime) -> None:
    """An act, so that it is on record and told to who keeps the endpoint."""
    try:
        give_up(event.endpoint, by=clock(), at=at, event=event.name, error=error)
    except Refused as refused:  # delivered, sent again or removed meanwhile
        log.info("event %s was not given up: %s", event.name, refused)
