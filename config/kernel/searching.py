"""Search in Chinese: every word of at least two signs, anywhere in the text, exactly, on any locale.

On PostgreSQL an index over the pairs of neighbouring signs (`searched()` in a migration) finds the candidates, and LIKE
looks at each again. No column, no trigger, no extension; for a term of two signs nothing else was exact and fast.
SQLite has LIKE alone.
"""

from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from config.kernel.refusals import INPUT, Refusal, Refused

SHORTEST = 2  # signs of a word: the index knows pairs
LONGEST = 100  # signs of all words together
# Digits and letters as a Chinese keyboard writes them; punctuation stays, for names are kept with theirs.
HALF_WIDTH = {sign: sign - 0xFEE0 for sign in range(0xFF10, 0xFF5B) if chr(sign).isalnum()}


class Pairs(Func):
    """The pairs of neighbouring signs in a text, on PostgreSQL: 公共数据 → {公共, 共数, 数据}."""

    function = "zones_pairs"
    output_field = ArrayField(TextField())


class _Contains(Func):
    template = "%(expressions)s"
    arg_joiner = " @> "
    output_field = BooleanField()


def search(rows: QuerySet, asked: str, *columns: str) -> QuerySet:
    """The rows of which each word that is asked for stands in one of the columns. Refused where a word is too short."""
    for word in _words(asked):
        rows = rows.filter(reduce(or_, (_found(column, word) for column in columns)))
    return rows


def _found(column: str, word: str) -> Q:
    like = Q(**{f"{column}__icontains": word})
    if connection.vendor != "postgresql":
        return like
    return Q(_Contains(Pairs(Lower(F(column))), Pairs(Value(word, output_field=TextField())))) & like


def _words(asked: str) -> list[str]:
    words = asked.translate(HALF_WIDTH).lower().split()
    if not words or len(asked) > LONGEST or any(len(word) < SHORTEST or "\0" in word for word in words):
        reason = _("Search for words of at least %(least)s signs, %(most)s signs in all.")
        raise Refused([Refusal("search", reason % {"least": SHORTEST, "most": LONGEST}, "house:1", INPUT, "search")])
    return words
