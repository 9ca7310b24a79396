"""The database's own no: triggers, on SQLite and PostgreSQL, that outlive every mistake in Python.

Put back after each `migrate` (SQLite drops them silently when a table is remade) and looked for by `verify_ledger`
and by Django's database checks. Each case below failed in a trial when it was left out (design: decisions 13).
"""

from collections.abc import Iterator

from django.db import connection

from config.kernel.flows import steps_of
from config.kernel.ledger.models import Entry, Seal
from config.kernel.nouns import case_models

NEVER_CHANGED = {
    Entry: "id = NEW.id OR (case_kind = NEW.case_kind AND case_id = NEW.case_id AND seq = NEW.seq)",
    Seal: "id = NEW.id OR last_id = NEW.last_id",
}


def wanted() -> Iterator[tuple[str, str, str, str, str]]:
    """(name, table, event, condition, words) of every trigger; the condition is true when it must say no."""
    for model, same in NEVER_CHANGED.items():
        table = model._meta.db_table
        yield f"{table}_no_update", table, "UPDATE", "1 = 1", "the ledger is never changed"
        yield f"{table}_no_delete", table, "DELETE", "1 = 1", "the ledger is never deleted"
        # INSERT OR REPLACE deletes without firing a delete trigger
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608
        yield f"{table}_no_replace", table, "INSERT", taken, "the ledger is never replaced"
    for model in case_models().values():
        table = model._meta.db_table
        if moves := sorted({(source, target) for _, source, target, _ in steps_of(model)}):
            known = " OR ".join(f"(OLD.state = '{source}' AND NEW.state = '{target}')" for source, target in moves)
            yield f"{table}_known_moves", table, "UPDATE", f"OLD.state <> NEW.state AND NOT ({known})", (
                "no step of the flow leads there"
            )


def install(**_) -> None:
    """Make every trigger anew."""
    with connection.cursor() as cursor:
        for trigger in wanted():
            for statement in _SQL[connection.vendor](*trigger):
                cursor.execute(statement)
        if connection.vendor == "postgresql":
            for model in NEVER_CHANGED:  # TRUNCATE passes row triggers
                cursor.execute(_POSTGRESQL_TRUNCATE.format(table=model._meta.db_table))


def missing() -> list[str]:
    """The triggers that should be there and are not (or are switched off)."""
    names = [trigger[0] for trigger in wanted()]
    if connection.vendor == "postgresql":
        names += [f"{model._meta.db_table}_no_truncate" for model in NEVER_CHANGED]
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in names if name not in there]


def _sqlite(name, table, event, condition, words) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {name}"
    yield (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def _postgresql(name, table, event, condition, words) -> Iterator[str]:
    back = "OLD" if event == "DELETE" else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {back}; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


_SQL = {"sqlite": _sqlite, "postgresql": _postgresql}
_POSTGRESQL_TRUNCATE = """
CREATE OR REPLACE FUNCTION {table}_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION 'the ledger is never emptied' USING ERRCODE = 'integrity_constraint_violation'; END $$;
DROP TRIGGER IF EXISTS {table}_no_truncate ON {table};
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_no_truncate();
"""
