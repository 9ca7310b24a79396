"""From a fact to the rows of the outbox, in the act's own transaction."""

import hashlib
import json
from collections.abc import Iterable, Iterator

from django.db import transaction

from config.kernel.accounts.queries import seats_of, the
from config.kernel.facts import canonical
from config.kernel.outbox.models import Delivery
from config.kernel.outbox.notices import Job, Notice, Office
from config.kernel.wired import wiring

Owed = list[Notice | Job]

# Both take the entries from the statement that writes them; `owed` as `in_statement` says it, each row with its case.
TOLD = """INSERT INTO kernel_delivery (key, channel, state, entry_id, seat_id, title, text, params, job, attempts,
    due_at, error)
SELECT entry.id || ':' || channel.name || ':' || seat.id || ':' || owed.digest, channel.name, 'waiting', entry.id,
    seat.id, owed.title, owed.text, owed.params, '', 0, entry.at, ''
FROM entry JOIN jsonb_to_recordset(%s::jsonb) AS owed (case_id bigint, place int, body bigint, kind text,
    roles text[], seats bigint[], title text, text text, params jsonb, digest text) ON owed.case_id = entry.case_id
CROSS JOIN LATERAL (
    SELECT id, user_id FROM kernel_seat WHERE state = 'active' AND role = ANY (owed.roles)
        AND body_id = coalesce(owed.body, (SELECT id FROM kernel_body WHERE kernel_body.kind = owed.kind))
    UNION ALL SELECT id, user_id FROM kernel_seat WHERE id = ANY (owed.seats)
) AS seat
JOIN kernel_user ON kernel_user.id = seat.user_id
JOIN (VALUES ('in_app'), ('email')) AS channel (name) ON channel.name = 'in_app' OR kernel_user.email <> ''
ORDER BY owed.place, seat.id, channel.name DESC
ON CONFLICT DO NOTHING"""
WORK = """INSERT INTO kernel_delivery (key, channel, state, entry_id, title, text, params, job, attempts, due_at, error)
SELECT entry.id || ':' || job, 'job', 'waiting', entry.id, '', '', '{}', job, 0, entry.at, ''
FROM entry JOIN jsonb_to_recordset(%s::jsonb) AS owed (case_id bigint, job text) ON owed.case_id = entry.case_id
ON CONFLICT DO NOTHING"""


def owed(fact) -> Owed:
    """Everything that this fact owes to anybody."""
    return [owing for tell in wiring("NOTICES").get(type(fact), ()) for owing in tell(fact)]


def nudge_after_commit(owed: Owed) -> None:
    """The worker is told when it is committed."""
    if owed:
        transaction.on_commit(_nudge, robust=True)  # robust: the act is done, whatever becomes of the nudge


def _nudge() -> None:
    """Deliver soon, not only at the next beat."""
    from config.kernel.outbox.tasks import nudge  # celery is imported by tasks only

    nudge()


def in_statement(owed: Iterable[tuple[int, Owed]]) -> Iterator[tuple[str, str]]:
    """(SQL, its value) of each part that writes these rows from the entries of the same statement; each with the case
    (by its id) whose entry owes it."""
    each = [(case, owing) for case, list_of_case in owed for owing in list_of_case]
    if notices := [(case, notice) for case, notice in each if isinstance(notice, Notice)]:
        yield TOLD, _text([_as_json(place, *notice) for place, notice in enumerate(notices)])
    if jobs := [{"case_id": case, "job": job.name} for case, job in each if isinstance(job, Job)]:
        yield WORK, _text(jobs)


def _text(rows: list[dict]) -> str:
    return json.dumps(rows, ensure_ascii=False)


def _as_json(place: int, case: int, notice: Notice) -> dict:
    """The receivers of an office are found by the statement itself."""
    row = {"case_id": case, "place": place, **_said(notice), "digest": _digest(notice)}
    if isinstance(notice.to, Office):
        return {**row, "body": notice.to.body_id, "kind": notice.to.kind, "roles": notice.to.roles}
    return {**row, "seats": [seat.pk for seat in notice.to]}


def enqueue(owed: Owed, entry) -> None:
    """The same rows, one after another; each once, however often it is owed."""
    rows = [row for each in owed for row in (_job(each, entry) if isinstance(each, Job) else _told(each, entry))]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def _job(job: Job, entry) -> Iterator[Delivery]:
    key = f"{entry.pk}:{job.name}"
    yield Delivery(key=key, channel=Delivery.Channel.JOB, job=job.name, entry=entry, due_at=entry.at)


def _told(notice: Notice, entry) -> Iterator[Delivery]:
    digest = _digest(notice)
    for seat in _seats(notice.to) if isinstance(notice.to, Office) else notice.to:
        channels = [Delivery.Channel.IN_APP] + [Delivery.Channel.EMAIL] * bool(seat.user.email)
        for channel in channels:
            key = f"{entry.pk}:{channel}:{seat.pk}:{digest}"
            yield Delivery(key=key, channel=channel, seat=seat, entry=entry, due_at=entry.at, **_said(notice))


def _seats(office: Office):
    return seats_of(office.body_id or the(office.kind).pk, *office.roles).order_by("pk")


def _said(notice: Notice) -> dict:
    return {"title": str(notice.title), "text": str(notice.text), "params": notice.params}


def _digest(notice: Notice) -> str:
    """Tells two notices of one act apart."""
    return hashlib.sha256(canonical(_said(notice)).encode()).hexdigest()[:16]
