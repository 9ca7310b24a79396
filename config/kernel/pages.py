"""Pages of long lists, by key and never by offset: the millionth page costs what the first costs.

Every order ends in the id, so that it is total. A cursor names the last row of a page; it is no secret and no promise:
a forged one shows rows that the reader may see anyway.
"""

import base64
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from config.kernel.searching import Sought, first_found

LARGEST = 100  # rows of a page


class NotACursor(ValueError):
    """What was given does not come from a page of this list."""


@dataclass(frozen=True)
class Page:
    """Rows in their order, and the cursors of the pages after and before ("" where there is none)."""

    rows: list
    after: str
    before: str


def page(
    rows: QuerySet, order: tuple[str, ...], cursor="", size=20, columns=(), what: Sought | None = None,
    every: QuerySet | None = None,
) -> Page:  # fmt: skip
    """One page of `rows`, in one query: the ids of the page are found first, and only they are joined.

    `order`: names of columns that are never null, "-" before those that fall, the id last. `columns`: where only these
    are wanted, as plain values; those of the order among them. `what`: only rows in which it stands. `every`: all rows,
    where something is computed of each. Raises NotACursor.
    """
    size = max(1, min(size, LARGEST))
    backwards, values = _read(cursor, len(order)) if cursor else (False, None)
    direction = tuple(_turned(name) for name in order) if backwards else order
    every = rows.model._default_manager.all() if every is None else every
    bare = rows.select_related(None).prefetch_related(None).order_by(*direction)
    try:
        rest = bare.filter(_beyond(direction, values)) if values else bare
        first = first_found(rest, what, direction, size + 1, every) if what else Q(pk__in=rest.values("pk")[: size + 1])
        chosen = every.filter(first).order_by(*direction)
        found = list(chosen.values(*columns) if columns else chosen)
    except (ValueError, TypeError, OverflowError, ValidationError) as error:  # a value that its column cannot have
        if not values:
            raise
        raise NotACursor from error
    return _page(found, size, order, backwards, bool(values))


def _page(found: list, size: int, order: tuple[str, ...], backwards: bool, followed: bool) -> Page:
    """Of rows with one more than the page has, where there is one more. `followed`: another page was before this."""
    more, found = len(found) > size, found[:size][:: -1 if backwards else 1]
    ahead, behind = (followed, more) if backwards else (more, followed)
    return Page(
        found,
        _written(False, order, found[-1]) if found and ahead else "",
        _written(True, order, found[0]) if found and behind else "",
    )


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _beyond(order: tuple[str, ...], values: list) -> Q:
    """(a, b) > (x, y), as a ≥ x and (a > x or b > y): the first part is what an index can use."""
    name, value = order[0].removeprefix("-"), values[0]
    way = "lt" if order[0].startswith("-") else "gt"
    strictly = Q(**{f"{name}__{way}": value})
    if len(order) == 1:
        return strictly
    return Q(**{f"{name}__{way}e": value}) & (strictly | _beyond(order[1:], values[1:]))


def _written(backwards: bool, order: tuple[str, ...], row: Any) -> str:
    values = [_value(row, name.removeprefix("-")) for name in order]
    plain = [value.isoformat() if isinstance(value, date | datetime) else value for value in values]
    said = json.dumps([int(backwards), *plain], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def _value(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


def _read(cursor: str, count: int) -> tuple[bool, list]:
    try:
        backwards, *values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, RecursionError) as error:
        raise NotACursor from error
    if len(values) != count or not all(isinstance(value, str) or type(value) is int for value in values):
        raise NotACursor
    return backwards == 1, values
