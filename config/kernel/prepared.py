"""What is asked at every act: compiled by the ORM once a process, prepared by the database once a connection.

The ORM would take longer to say such a query than the database to answer it. A query here is written as any other,
with `Given` where a value comes later; it goes through Django's own wrappers, so it is counted and logged like any.
"""

from collections.abc import Callable
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.utils import CursorWrapper
from django.db.models.query import get_related_populators


class Given(models.Expression):
    """A value that is named now, and given when the query is asked."""

    def __init__(self, name: str, field: models.Field):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


GIVEN_ID = models.BigIntegerField()


def given_id(name: str = "id") -> Given:
    """The key of a row."""
    return Given(name, GIVEN_ID)


class Prepared:
    """A query of the ORM; call it with what it was to be given. Rows are instances, or tuples where it says so."""

    def __init__(self, build: Callable[[], models.QuerySet], sql: Callable[[str], str] = lambda sql: sql):
        self.build, self.sql = build, sql
        self.made: dict[str, _Compiled] = {}  # by the kind of database

    def __call__(self, **given) -> list:
        if (made := self.made.get(connection.vendor)) is None:
            made = self.made[connection.vendor] = _Compiled(self.build(), self.sql)
        return made.asked(given)


class _Compiled:
    """The text of a query, and how its rows are read."""

    def __init__(self, query: models.QuerySet, changed: Callable[[str], str]):
        compiler = query.query.get_compiler(query.db)
        sql, self.params = compiler.as_sql()
        self.sql, self.select = changed(sql), compiler.select
        self.converters = compiler.get_converters([column for column, _sql, _alias in self.select])
        self.annotations = compiler.annotation_col_map or {}
        self.klass = compiler.klass_info if issubclass(query._iterable_class, models.query.ModelIterable) else None
        if self.klass:
            self.model, first = self.klass["model"], self.klass["select_fields"][0]
            self.columns = slice(first, self.klass["select_fields"][-1] + 1)
            self.names = [column.target.attname for column, _sql, _alias in self.select[self.columns]]
            self.related = get_related_populators(self.klass, self.select, query.db)  # type: ignore[call-arg]  # 6.1's

    def asked(self, given: dict[str, Any]) -> list:
        ours = connections[DEFAULT_DB_ALIAS]
        params = [
            param.output_field.get_db_prep_value(given[param.name], ours) if isinstance(param, Given) else param
            for param in self.params
        ]
        with cursor() as asked:
            asked.execute(self.sql, params)
            rows = asked.fetchall()
        if self.converters:
            rows = [self._converted(list(row)) for row in rows]
        return [self._instance(row) for row in rows] if self.klass else rows

    def _converted(self, row: list) -> list:
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        return row

    def _instance(self, row):
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for related in self.related:
            related.populate(row, made)
        for name, place in self.annotations.items():
            setattr(made, name, row[place])
        return made


class _Preparing(psycopg.Cursor):
    """Values go beside the text, not into it, and the text is planned once."""

    def execute(self, query, params=None, **options):
        return super().execute(query, params, prepare=True, **options)

    def _send_query_prepared(self, name, pgq, *, binary=None):
        self._query = pgq  # what Django's log shows; psycopg keeps it of unprepared ones only
        super()._send_query_prepared(name, pgq, binary=binary)


def cursor() -> CursorWrapper:
    """A cursor whose statements the database remembers: on Django's own connection, seen by all that watches it."""
    ours = connections[DEFAULT_DB_ALIAS]
    if ours.vendor != "postgresql":
        return ours.cursor()
    ours.close_if_health_check_failed()
    ours.ensure_connection()
    return ours._prepare_cursor(_Preparing(ours.connection))  # type: ignore[attr-defined]  # as Django makes its own
