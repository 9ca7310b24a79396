"""Search in Chinese: every word of at least two signs, anywhere in the text, exactly, on any locale.

On PostgreSQL an index over the pairs of neighbouring signs (made in a migration) finds the candidates, and each is
looked at again, for 金数据金 has the pairs of 据金数 and not the word. No column, no trigger, no extension; for two
signs nothing else was exact and fast. SQLite looks at each row.

A page is found in two steps, for the planner knows how rare a word is only where it is common. The nearest rows in the
order of the page are looked through: that is enough for a word of every hundredth row. Only where it is not, the index
is asked, which then has little to find. What is measured: `make bench ARGS=lists`, every word at a million rows.
"""

from collections.abc import Callable
from functools import reduce
from operator import and_, or_
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, Exists, Expression, F, Func, OrderBy, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Lower, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext as _

from config.kernel.refusals import INPUT, Refusal, Refused

SHORTEST = 2  # signs of a word: the index knows pairs
LONGEST = 100  # signs of all words together
NEAR = 2000  # rows that are looked through before the indexes are asked
# Digits and letters as a Chinese keyboard writes them; punctuation stays, for names are kept with theirs.
HALF_WIDTH = {sign: sign - 0xFEE0 for sign in range(0xFF0D, 0xFF5B) if chr(sign).isalnum() or chr(sign) == "－"}


class Pairs(Func):
    """The pairs of neighbouring signs in a text, on PostgreSQL: 公共数据 → {公共, 共数, 数据}."""

    function = "zones_pairs"
    output_field = ArrayField(TextField())


class _IsOneOf(Func):
    """Among ids that are all found first, whatever the planner thinks of the rest."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class _Contains(Func):
    template = "%(expressions)s"
    arg_joiner = " @> "
    output_field = BooleanField()


class Sought(NamedTuple):
    """What is looked for: the words, in which columns."""

    words: tuple[str, ...]
    columns: tuple[str, ...]

    def stands(self) -> Q:
        """Each word stands in one of the columns."""
        return self._in_any(lambda text, said: GreaterThan(StrIndex(text, said), 0))

    def may_stand(self) -> Q:
        """Its pairs stand in one of them: what the indexes know. PostgreSQL only."""
        return self._in_any(lambda text, said: _Contains(Pairs(text), Pairs(said)))

    def _in_any(self, found: Callable[[Lower, Lower], Expression]) -> Q:
        said = [Lower(Value(word, output_field=TextField())) for word in self.words]
        each = [[Q(found(Lower(F(column)), one)) for column in self.columns] for one in said]
        return reduce(and_, (reduce(or_, conditions) for conditions in each))


def sought(asked: str, *columns: str) -> Sought:
    """The words of what is asked for. Refused where one is too short."""
    return Sought(_words(asked), columns)


def search(rows: QuerySet, what: Sought) -> QuerySet:
    """The rows of which each word stands in one of the columns, in no order."""
    indexed = connection.vendor == "postgresql"
    return rows.filter(what.may_stand(), what.stands()) if indexed else rows.filter(what.stands())


def first_found(rows: QuerySet, what: Sought, order: tuple[str, ...], most: int, every: QuerySet) -> Q:
    """Being among the first so many of the rows, in that order, of which each word stands in one of the columns.
    `every`: all rows there are, with all that the order goes by."""
    if connection.vendor != "postgresql":
        return Q(pk__in=search(rows, what).order_by(*order).values("pk")[:most])
    window = rows.order_by(*order).values("pk")[:NEAR]
    unindexed = [_unindexed(name) for name in order]
    near = every.filter(what.stands(), pk__in=window).order_by(*unindexed).values("pk")
    far = search(rows, what).filter(~Exists(near[most - 1 : most])).order_by(*unindexed).values("pk")
    return Q(_IsOneOf(F("pk"), ArraySubquery(near[:most].union(far[:most], all=True))))


def _unindexed(name: str) -> OrderBy:
    """An order that no index is believed to have: all is found by its pairs first, and then sorted."""
    column = name.removeprefix("-")
    return OrderBy(Coalesce(column, column), descending=name.startswith("-"))


def _words(asked: str) -> tuple[str, ...]:
    words = asked.translate(HALF_WIDTH).lower().split()
    if not words or len(asked) > LONGEST or any(len(word) < SHORTEST or "\0" in word for word in words):
        reason = _("Search for words of at least %(least)s signs, %(most)s signs in all.")
        raise Refused([Refusal("search", reason % {"least": SHORTEST, "most": LONGEST}, "house:1", INPUT, "search")])
    return tuple(words)
