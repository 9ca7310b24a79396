"""The baseline: the same rows as an act writes, by raw psycopg with prepared statements and no frame at all.

Six statements an act: permission read, lock and state check, case, ledger entry, outbox, commit (BEGIN goes along).
"""

import hashlib
from collections.abc import Callable, Iterator

import psycopg
from django.db import connection

from tests import cast
from tests.bench.drafts import drafts
from zones.call.models import Call

RECEIVERS = 3  # seats that hear of an act, on average over the five

MOVES = [("draft", "submitted"), ("submitted", "returned"), ("returned", "submitted"), ("submitted", "accepted"),
         ("accepted", "withdrawn")]  # fmt: skip

PERMISSION = "SELECT role, body_id FROM kernel_seat WHERE id = %s AND state = 'active'"
LOCK = "SELECT state, version, ledger_seq, ledger_head FROM operators_application WHERE id = %s FOR NO KEY UPDATE"
CASE = """UPDATE operators_application SET state = %s, version = version + 1, ledger_seq = %s, ledger_head = %s,
state_since = now(), submitted_at = coalesce(submitted_at, now()) WHERE id = %s AND state = %s AND version = %s"""
ENTRY = """INSERT INTO kernel_entry (case_kind, case_id, seq, at, act, article, fact, seat_id, said, algorithm, link)
VALUES ('application', %s, %s, now(), 'application.move', '12', 'Moved', %s, '{}', 'hmac-sha256/00000000', %s)
RETURNING id"""
OUTBOX = """INSERT INTO kernel_delivery (key, channel, state, entry_id, seat_id, title, text, params, job, attempts,
due_at, error) SELECT %s || ':' || channel || ':' || seat, channel, 'waiting', %s, seat, 'title', 'text', '{}', '', 0,
now(), '' FROM unnest(%s::bigint[]) AS seat, unnest(ARRAY['in_app', 'email']) AS channel"""


def five_acts(number: int, lives: int) -> Iterator[Callable[[], None]]:
    """So many applications through the five moves."""
    who, call = cast.people(), Call.objects.order_by("pk")[number]
    receivers = [seat.pk for seat in who.experts[:RECEIVERS]]
    warm, *cases = [case.pk for case in drafts(who, call, lives + 1)]
    connection.ensure_connection()
    connection.connection.prepare_threshold = 5  # Django's own is None, which prepares nothing
    five_moves(connection.connection, warm, who.applicant.pk, receivers)

    def timed():
        for case in cases:
            five_moves(connection.connection, case, who.applicant.pk, receivers)

    yield timed


def five_moves(connection: psycopg.Connection, application: int, seat: int, receivers: list[int]) -> None:
    """One application through five moves, each in a transaction of its own."""
    for before, after in MOVES:
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute(PERMISSION, [seat], prepare=True)
            cursor.fetchone()
            cursor.execute(LOCK, [application], prepare=True)
            state, version, seq, head = cursor.fetchone()
            if state != before:
                raise ValueError(state)
            link = hashlib.sha256(f"{head}{seq}{after}".encode()).hexdigest()
            cursor.execute(CASE, [after, seq + 1, link, application, before, version], prepare=True)
            cursor.execute(ENTRY, [application, seq + 1, seat, link], prepare=True)
            (entry,) = cursor.fetchone()
            cursor.execute(OUTBOX, [f"raw{entry}", entry, receivers], prepare=True)
