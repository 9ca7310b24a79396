"""The first statement of an act: its case, locked and fresh, with what flow and rule read.

Where nobody else holds what must be locked, one statement does it all. It waits for nobody, because what it read
beside the case would be old when the wait is over: where somebody is in the way, the locks are waited for one after
the other, from the top floor down, and then everything is read (decision 0015).
"""

from dataclasses import dataclass
from functools import cache

from django.db import connection, models
from django.db.models import Exists, Subquery

from config.kernel.accounts.models import Seat
from config.kernel.flows import Case
from config.kernel.prepared import Given, Prepared, given_id
from config.kernel.repeats import Repeat
from config.kernel.wired import wiring


@dataclass(frozen=True)
class Held:
    """A locked case; whether the seat may act at all, and whether it has used this key; the case's row as it was."""

    case: Case
    seat_stands: bool
    key_used: bool
    before: dict


def hold(act, subject: Case, by: Seat, key: str) -> Held:
    """Lock, from the top floor down: what the act leans on, what moves with its case, the case, what goes with it."""
    first = wiring("LOCKED_FIRST").get(subject.noun())
    case = None if first else _looked(act, subject, by, key)
    if case is None:
        for name in act.holds:
            _hold_still(subject._meta.get_field(name).related_model, getattr(subject, f"{name}_id"))
        lock(subject)
        case = _looked(act, subject, by, key)  # found, since `lock` did
    for rows in wiring("LOCKED_WITH").get(act.name, ()):
        list(rows(case).select_for_update(of=("self",), no_key=True))
    asked = {name: vars(case).pop(name, False) for name in ("seat_stands", "key_used", "version_seen")}
    before = dict(vars(case))
    case.remember()
    return Held(case, asked["seat_stands"], asked["key_used"], before)


def lock(row) -> None:
    """Wait for the row; before it for what moves together with it, so that no two acts wait for each other."""
    for above in wiring("LOCKED_FIRST").get(row._meta.model_name, lambda row: ())(row):
        lock(above)
    type(row).objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=row.pk)


def _looked(act, subject: Case, by: Seat, key: str):
    """The case, if nobody else holds it or what it leans on."""
    look = _look(type(subject), act.reads, act.holds, bool(key))
    given = {"id": subject.pk, "seat": by.pk, "key": key}
    found = look(**given)
    if found and found[0].version != found[0].version_seen:  # committed between the look and the lock
        found = look(**given)
    return found[0] if found else None


@cache
def _look(model: type[Case], reads: tuple[str, ...], holds: tuple[str, ...], keyed: bool) -> Prepared:
    def build() -> models.QuerySet:
        seat = Seat.objects.filter(pk=given_id("seat"), state=Seat.State.ACTIVE, user__is_active=True)
        case = model._default_manager.filter(pk=given_id())
        rows = case.annotate(seat_stands=Exists(seat), version_seen=Subquery(case.values("version")))
        if keyed:
            used = Repeat.objects.filter(seat_id=given_id("seat"), key=Given("key", models.CharField()))
            rows = rows.annotate(key_used=Exists(used))
        if related := {*reads, *holds}:
            rows = rows.select_related(*related)
        return rows.select_for_update(of=("self",), no_key=True, skip_locked=True)

    held = [model._meta.get_field(name).related_model._meta.db_table for name in holds]
    return Prepared(build, lambda sql: _held_first(sql, held))


def _held_first(sql: str, tables: list[str]) -> str:
    """The locks of one statement are taken in the order of its clauses."""
    shared = "".join(f'FOR SHARE OF "{table}" SKIP LOCKED ' for table in tables)
    return sql.replace("FOR NO KEY UPDATE", shared + "FOR NO KEY UPDATE")


def _hold_still(model, pk) -> None:
    """A shared lock: sixteen may submit to one call at once, and none while it is being cancelled."""
    if connection.vendor == "postgresql":  # SQLite's IMMEDIATE transactions have one writer anyway
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT 1 FROM "{table}" WHERE id = %s FOR SHARE OF "{table}"', [pk])  # noqa: S608
