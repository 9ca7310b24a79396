"""Rows that hang on a case, written with fewer words than the ORM needs: prepared, and only inside an act."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.expressions import RawSQL

from config.kernel import writing
from config.kernel.prepared import cursor


def insert(*rows: models.Model, unless_there: bool = False) -> bool:
    """New rows of one model, in one statement; each gets its key. False where some were there already."""
    writing.check(f"{type(rows[0]).__name__} inserted")
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    with cursor() as written:
        sql = _insertion(type(rows[0]), len(rows), unless_there)
        written.execute(sql, [value for row in rows for value in values(fields, row)])
        keys = written.fetchall()
    for row, (key,) in zip(rows, keys, strict=False):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias
    return len(keys) == len(rows)


def update(model: type[models.Model], pk: int, **changed) -> None:
    """These columns of one row."""
    writing.check(f"{model.__name__} updated")
    fields = [model._meta.get_field(name) for name in changed]
    given = [field.get_db_prep_save(changed[field.name], connection) for field in fields]
    with cursor() as written:
        written.execute(_change(model, tuple(field.column for field in fields)), [*given, str(pk)])


def among(keys: Sequence[int]) -> Any:
    """Many keys for an `__in`: one value on PostgreSQL, where a thousand take longer to read than to find."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(keys)]) if connection.vendor == "postgresql" else keys


def values(fields: Iterable[models.Field], row: models.Model) -> list:
    """What the database is given for these fields of a row."""
    ours = connections[DEFAULT_DB_ALIAS]
    return [field.get_db_prep_save(getattr(row, field.attname), ours) for field in fields]


@cache
def _insertion(model: type[models.Model], count: int, unless_there: bool) -> str:
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    one = f"({_listed('%s' for _ in columns)})"
    names, table, pk = _listed(f'"{column}"' for column in columns), model._meta.db_table, model._meta.pk.column
    there = "ON CONFLICT DO NOTHING " * unless_there
    return f'INSERT INTO "{table}" ({names}) VALUES {_listed([one] * count)} {there}RETURNING "{pk}"'  # noqa: S608


@cache
def _change(model: type[models.Model], columns: Sequence[str]) -> str:
    changed = _listed(f'"{column}" = %s' for column in columns)
    return f'UPDATE "{model._meta.db_table}" SET {changed} WHERE "{model._meta.pk.column}" = %s'  # noqa: S608


def _listed(words) -> str:
    return ", ".join(words)
