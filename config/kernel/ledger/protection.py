"""The database's own no: triggers, on SQLite and PostgreSQL, that outlive every mistake in Python.

Put back after each `migrate` (SQLite drops them silently when a table is remade) and looked for by `verify_ledger`
and by Django's database checks. Each case below failed in a trial when it was left out (design: decisions 13).
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.core import checks
from django.db import connection

from config.kernel.documents.models import Document, Download
from config.kernel.flows import steps_of
from config.kernel.ledger.models import Entry, Seal
from config.kernel.nouns import case_models
from config.kernel.wired import wiring

# model → when a new row takes the place of one that is there (on SQLite; PostgreSQL's unique indexes say no by
# themselves, and a trigger that looks each new row up was planned for an empty table: a long COPY never ended)
NEVER_CHANGED = {
    Entry: "id = NEW.id OR (case_kind = NEW.case_kind AND case_id = NEW.case_id AND seq = NEW.seq)",
    Seal: "id = NEW.id OR last_id = NEW.last_id",
    Document: "id = NEW.id",
    Download: "id = NEW.id",
}


class Trigger(NamedTuple):
    """It says no, in these words, before (or after) the event on the table, whenever the condition is true."""

    name: str
    table: str
    event: str
    condition: str
    words: str
    when: str = "BEFORE"


def wanted() -> Iterator[Trigger]:
    """Every trigger that belongs on the tables that there are."""
    tables = connection.introspection.table_names()
    yield from (trigger for trigger in [*_ledger(), *_flows(), *_guards()] if trigger.table in tables)


def _ledger() -> Iterator[Trigger]:
    for model, same in NEVER_CHANGED.items():
        table = model._meta.db_table
        yield Trigger(f"{table}_no_update", table, "UPDATE", "1 = 1", "this is never changed")
        yield Trigger(f"{table}_no_delete", table, "DELETE", "1 = 1", "this is never deleted")
        if connection.vendor == "sqlite":  # whose INSERT OR REPLACE deletes without firing a delete trigger
            taken = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608
            yield Trigger(f"{table}_no_replace", table, "INSERT", taken, "this is never replaced")
        else:
            yield Trigger(f"{table}_no_truncate", table, "TRUNCATE", "1 = 1", "this is never emptied")


def _flows() -> Iterator[Trigger]:
    for model in case_models().values():
        table = model._meta.db_table
        if moves := sorted({(source, target) for _, source, target, _ in steps_of(model)}):
            known = " OR ".join(f"(OLD.state = '{source}' AND NEW.state = '{target}')" for source, target in moves)
            unknown = f"OLD.state <> NEW.state AND NOT ({known})"
            yield Trigger(f"{table}_known_moves", table, "UPDATE", unknown, "no step of the flow leads there")


def _guards() -> Iterator[Trigger]:
    for guards in wiring("GUARDS"):
        yield from guards()


def install(**_) -> None:
    """Make every trigger anew."""
    with connection.cursor() as cursor:
        for trigger in wanted():
            for statement in _SQL[connection.vendor](trigger):
                cursor.execute(statement)


def missing() -> list[str]:
    """The triggers that should be there and are not, are switched off, or do something else."""
    there = _there()
    return [trigger.name for trigger in wanted() if there.get(trigger.name) != _BODY[connection.vendor](trigger)]


def check(app_configs, databases, **_) -> list[checks.CheckMessage]:
    """For `manage.py check --database default`. A warning, because `migrate` puts right what it finds."""
    return [
        checks.Warning(f"The trigger {name} is missing or is another.", hint="Run manage.py migrate.", id="kernel.W001")
        for name in (missing() if "default" in (databases or ()) else ())
    ]


def _there() -> dict[str, str]:
    """name → what it does, of every trigger that fires."""
    query = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def _sqlite_body(trigger: Trigger) -> str:
    return (
        f"CREATE TRIGGER {trigger.name} {trigger.when} {trigger.event} ON {trigger.table} FOR EACH ROW "
        f"WHEN {trigger.condition} BEGIN SELECT RAISE(ABORT, '{trigger.words}'); END"
    )


def _sqlite(trigger: Trigger) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {trigger.name}"
    yield _sqlite_body(trigger)


def _postgresql_body(trigger: Trigger) -> str:
    back = "OLD" if trigger.event == "DELETE" else "NEW"
    return (
        f"BEGIN IF {trigger.condition} THEN RAISE EXCEPTION '{trigger.words}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {back}; END"
    )


def _postgresql(trigger: Trigger) -> Iterator[str]:
    name, table = trigger.name, trigger.table
    each = "STATEMENT" if trigger.event == "TRUNCATE" else "ROW"  # TRUNCATE passes row triggers
    body = _postgresql_body(trigger)
    yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield f"CREATE TRIGGER {name} {trigger.when} {trigger.event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()"


_SQL = {"sqlite": _sqlite, "postgresql": _postgresql}
_BODY = {"sqlite": _sqlite_body, "postgresql": _postgresql_body}
