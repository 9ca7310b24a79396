"""One act on many cases in one transaction: what it is one at a time, said to the database in a few statements.

Nothing is ruled a second time here. Flow, rule, objections and body are the act's own, asked for each case in Python;
so are the facts, the links of the chains and the notices. Only the locks and the writing are for a thousand cases at
once, by `unnest()` on PostgreSQL. A case that is refused, or for which a reaction would do something, stays where it
is: whoever asked does the ordinary act to it. Whoever else holds a case is not waited for.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db import connection, models, transaction

from config.kernel import recording, writing
from config.kernel.acts import Act
from config.kernel.facts import Fact
from config.kernel.flows import Case
from config.kernel.ledger import anchor, chain
from config.kernel.ledger.models import Entry
from config.kernel.outbox import queue
from config.kernel.prepared import cursor
from config.kernel.rows import among
from config.kernel.standing import stands
from config.kernel.wired import wiring
from config.kernel.workdays.deadlines import remembered

AT_ONCE = 1000  # measured: larger chunks gain nothing, and hold their locks longer
RULING = Lock()  # of two threads one rules while the database writes what the other has ruled


class NotForMany(RuntimeError):
    """This act cannot be done to many cases together; what was begun is rolled back."""


@dataclass(frozen=True)
class Chunk:
    """What became of one chunk: the key of the last case that was looked at (0: none was), and how many moved."""

    last: int
    moved: int


@dataclass
class _Moved:
    """A case that the act was done to, and what is to be written of it."""

    case: Case
    fact: Fact
    changed: list[models.Field]
    entry: Entry
    owed: queue.Owed


def fit(act: Act) -> bool:
    """Whether cases can be moved together by this act: nothing above them is locked first, nobody countersigns."""
    return not (act.together or act.holds or wiring("LOCKED_FIRST").get(act.model.noun()))


def carry_out(act: Act, due: models.QuerySet, *, by, at, words: Callable[[Any], dict] | None = None) -> Chunk:
    """Do it to the first AT_ONCE of these cases, in the order of their keys, where nothing stands against it."""
    if not fit(act):
        raise NotForMany(act.name)
    alone = not (writing.writing_is_open() or writing.acts_are_joined())
    with transaction.atomic(durable=alone), writing.door(), remembered():
        keys = _locked(due)
        with RULING:
            moved = _ruled(act, keys, by, at, words or (lambda case: {})) if keys else []
        if moved:
            _write(act, moved)
    return Chunk(keys[-1] if keys else 0, len(moved))


def _locked(due: models.QuerySet) -> list[int]:
    """The keys alone: what the rule reads is read when all are locked, so nothing of it is old."""
    rows = due.order_by("pk").select_for_update(no_key=True, skip_locked=True)
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])


def _ruled(act: Act, keys: list[int], by, at, words) -> list[_Moved]:
    return list(_done(act, _read(act, keys), by, at, words)) if stands(by) else []


def _read(act: Act, keys: list[int]) -> list:
    """With what rule and body lean on. Long columns are read when they are asked for, which few acts do."""
    cases = act.model._default_manager.filter(pk__in=among(keys)).defer(*_long(act.model)).order_by("pk")
    return list(cases.select_related(*act.reads) if act.reads else cases)


def _long(model) -> list[str]:
    fields = model._meta.concrete_fields
    return [field.name for field in fields if isinstance(field, models.JSONField | models.TextField)]


def _done(act, cases, by, at, words) -> Iterator[_Moved]:
    """Rule and body of each; then those of them whose fact concerns nobody else."""
    before: dict[int, dict] = {}
    facts: list[Fact] = []
    with connection.execute_wrapper(_only_reading):
        for case in cases:
            before[case.pk] = dict(vars(case))
            said = words(case)
            case.remember()
            if not act._refusals(case, by, at, said, True):
                facts.append(_told(act, case, by, at, said, before[case.pk]))
            case.forget()
        concerned = _concerned(facts)
    for fact in facts:
        if fact.subject.pk not in concerned:
            entry = chain.next_entry(fact.subject, act=act, fact=fact)
            fact.subject.version += 1
            changed = recording.changes(fact.subject, before[fact.subject.pk])
            yield _Moved(fact.subject, fact, changed, entry, queue.owed(fact))


def _told(act, case, by, at, words, before) -> Fact:
    fact = act.do(case, by=by, at=at, **words)
    if fact.subject is not case:
        raise NotForMany(f"{act.name} makes another case")
    if before.get("state") != getattr(case, "state", None):
        case.state_since = at
    return fact


def _only_reading(execute, sql, params, many, context):
    """A body that writes for itself is done one case at a time."""
    if not sql.lstrip("( ").startswith(("SELECT", "WITH")):
        raise NotForMany(sql[:60])
    return execute(sql, params, many, context)


def _concerned(facts: list[Fact]) -> set[int]:
    """The cases for which some reaction does something."""
    found: set[int] = set()
    for kind in {type(fact) for fact in facts}:
        keys = [fact.subject.pk for fact in facts if type(fact) is kind]
        for react in wiring("REACTIONS").get(kind, ()):
            which: Callable[[Any], Iterable[int]] | None = getattr(react, "concerned", None)
            found.update(which(among(keys)) if which else keys)
    return found


def _write(act: Act, moved: list[_Moved]) -> None:
    if connection.vendor == "postgresql":
        _at_once(act, moved)
    else:
        for each in moved:
            version = each.case.version - 1
            if not recording.one_after_another(each.case, version, each.changed, each.entry, each.owed):
                raise NotForMany(f"{each.case.key} was changed by another")
    for each in moved:
        anchor.journal(each.entry)
    queue.nudge_after_commit([owing for each in moved for owing in each.owed])


def _at_once(act: Act, moved: list[_Moved]) -> None:
    """One statement for all of them, as the frame writes one (config/kernel/recording.py)."""
    names = {field.attname for each in moved for field in each.changed}
    changed = [field for field in act.model._meta.concrete_fields if field.attname in names]
    cases = _Columns(changed, [each.case for each in moved])
    cases.add("was", "integer", [each.case.version - 1 for each in moved])
    cases.add("id", "bigint", [each.case.pk for each in moved])
    entries = _Columns(recording.ENTRY, [each.entry for each in moved])
    further = list(queue.in_statement((each.case.pk, each.owed) for each in moved))
    with cursor() as written:
        sql = _statement(act.model._meta.db_table, changed, cases, entries, [part for part, _value in further])
        written.execute(sql, [*cases.given, *entries.given, *(value for _part, value in further)])
        keys = {case: key for key, case in written.fetchall()}
    if len(keys) != len(moved):
        raise NotForMany(f"{act.name}: {len(moved) - len(keys)} cases were changed by another")
    for each in moved:
        each.entry.pk, each.entry._state.adding = keys[each.case.pk], False


class _Columns:
    """What many rows are given: a list for each column, made rows by `unnest`; one value where all have the same."""

    def __init__(self, fields: list[models.Field], rows: list):
        self.same: list[tuple[str, str, Any]] = []
        self.lists: list[tuple[str, str, list]] = []
        for field in fields:
            self.add(str(field.column), str(field.db_type(connection)), _prepared(field, rows))

    def add(self, column: str, kind: str, column_values: list) -> None:
        first = column_values[0]
        if column in ("id", "was", "case_id") or any(value != first for value in column_values):
            self.lists.append((column, kind, column_values))
        else:
            self.same.append((column, kind, first))

    @property
    def given(self) -> list:
        """The parameters of `sql`."""
        return [*(value for *_, value in self.same), *(column_values for *_, column_values in self.lists)]

    @property
    def sql(self) -> str:
        """A table of its own, in a FROM."""
        same = "".join(f', %s::{kind} AS "{column}"' for column, kind, _value in self.same)
        lists = ", ".join(f"%s::{kind}[]" for _column, kind, _values in self.lists)
        names = ", ".join(f'"{column}"' for column, *_ in self.lists)
        return f"(SELECT listed.*{same} FROM unnest({lists}) AS listed ({names})) AS given"  # noqa: S608


def _prepared(field: models.Field, rows: list) -> list:
    """What the database is given: asked of the field once for each value."""
    made: dict = {}
    for value in (values := [getattr(row, field.attname) for row in rows]):
        if isinstance(value, list | dict):  # of JSON: no key of a dict
            return [field.get_db_prep_save(value, connection) for value in values]
        if value not in made:
            made[value] = field.get_db_prep_save(value, connection)
    return [made[value] for value in values]


def _statement(table: str, changed: list[models.Field], cases: _Columns, entries: _Columns, further: list[str]) -> str:
    set_to = ", ".join(f'"{field.column}" = given."{field.column}"' for field in changed)
    names = [f'"{field.column}"' for field in recording.ENTRY]
    parts = [
        f'updated AS (UPDATE "{table}" SET {set_to} FROM {cases.sql} WHERE "{table}".id = given.id '  # noqa: S608
        f'AND "{table}".version = given.was RETURNING "{table}".id)',
        f"entry AS (INSERT INTO kernel_entry ({', '.join(names)}) "  # noqa: S608
        f"SELECT {', '.join(f'given.{name}' for name in names)} FROM {entries.sql} "
        "JOIN updated ON updated.id = given.case_id ORDER BY given.case_id RETURNING id, at, case_id)",
        *(f"outbox_{place} AS ({part})" for place, part in enumerate(further)),
    ]
    return f"WITH {', '.join(parts)} SELECT id, case_id FROM entry"  # noqa: S608
