"""The second statement of an act: its case, the ledger entry and the outbox rows, all or none (decision 0015).

On PostgreSQL one statement writes all three. Its parts do not see each other's writes: the entry is inserted from the
updated case and the outbox from the inserted entry, so a lost race leaves nothing. SQLite, which has one writer, runs
the same one after another.
"""

from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models.options import Options

from config.kernel import writing
from config.kernel.flows import Case
from config.kernel.ledger import anchor, chain
from config.kernel.ledger.models import Entry
from config.kernel.outbox import queue
from config.kernel.prepared import cursor
from config.kernel.refusals import Refused
from config.kernel.rows import values
from config.kernel.standing import busy

ENTRY = [field for field in Entry._meta.concrete_fields if not field.primary_key]


def record(act, fact, held, countersigner=None) -> None:
    """Write what the act made true. `held` is its locked case; a case that the act made itself is written whole."""
    writing.check(f"{act.name}: recorded")
    case = fact.subject
    held.case.forget()
    entry = chain.next_entry(case, act=act, fact=fact, countersigner=countersigner)
    version, case.version = case.version, case.version + 1
    changed = changes(case, held.before if case is held.case else {})
    owed = queue.owed(fact)
    write = _at_once if connection.vendor == "postgresql" else one_after_another
    if not write(case, version, changed, entry, owed):
        raise Refused([busy()])
    anchor.journal(entry)
    queue.nudge_after_commit(owed)


def changes(case: Case, before: dict) -> list[models.Field]:
    """The columns to write. What can be changed in its place, such as a list, may be another though it is the same."""
    now = vars(case)
    return [field for name, field in _columns(type(case)) if name in now and _differs(now[name], before, name)]


@cache
def _columns(model: type[Case]) -> list[tuple[str, models.Field]]:
    return [(field.attname, field) for field in model._meta.concrete_fields if not field.primary_key]


def _differs(value: Any, before: dict, name: str) -> bool:
    return name not in before or isinstance(value, list | dict) or (value is not before[name] and value != before[name])


def _at_once(case: Case, version: int, changed: list[models.Field], entry: Entry, owed: queue.Owed) -> bool:
    further = list(queue.in_statement([(entry.case_id, owed)]))
    sql = _statement(case._meta, tuple(field.column for field in changed), tuple(part for part, _value in further))
    given: list[Any] = [*values(changed, case), str(case.pk), str(version)]
    given += [_plain(getattr(entry, field.attname)) for field in ENTRY]
    with cursor() as written:
        written.execute(sql, given + [value for _part, value in further])
        row = written.fetchone()
    if row:
        entry.pk, entry._state.adding = row[0], False
    return row is not None


@cache
def _statement(meta: Options, columns: tuple[str, ...], further: tuple[str, ...]) -> str:
    """One statement for a case of this table with these changed columns and these parts of the outbox."""
    changed = ", ".join(f'"{column}" = %s' for column in columns)
    names = ", ".join(f'"{field.column}"' for field in ENTRY)
    given = ", ".join(f"%s::{field.db_type(connection)}" for field in ENTRY)
    parts = [
        f'updated AS (UPDATE "{meta.db_table}" SET {changed} WHERE id = %s AND version = %s RETURNING 1)',  # noqa: S608
        f"entry AS (INSERT INTO kernel_entry ({names}) SELECT {given} FROM updated RETURNING id, at, case_id)",  # noqa: S608
        *(f"outbox_{place} AS ({part})" for place, part in enumerate(further)),
    ]
    return f"WITH {', '.join(parts)} SELECT id FROM entry"  # noqa: S608


def _plain(value: Any) -> Any:
    """Numbers as text, for the statement casts each: a larger number would be of another type, and prepared anew."""
    return str(value) if isinstance(value, int) else value


def one_after_another(case: Case, version: int, changed: list[models.Field], entry: Entry, owed: queue.Owed) -> bool:
    """The same in three statements."""
    now = {field.attname: getattr(case, field.attname) for field in changed}
    if not type(case).objects.filter(pk=case.pk, version=version).update(**now):
        return False
    entry.save(force_insert=True)
    queue.enqueue(owed, entry)
    return True
