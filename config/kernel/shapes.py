"""What a word may look like: asked before an act's rule, which then meets none of another form (house:1).

A rule says it in its own signature: `reason: str = ""`, `name: Name = ""`, `items: Sequence[Item] = ()`. A word
without a form there is left to the rule.
"""

import types
import typing
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from inspect import Parameter, signature
from typing import Annotated, Any

from django.utils.translation import gettext as _

from config.kernel.refusals import INPUT, Refusal
from config.kernel.words import FIELDS

Code = Annotated[str, 40]  # texts as long as their columns
Key = Annotated[str, 60]
Name = Annotated[str, 100]
Line = Annotated[str, 200]
Few = Annotated[int, 32_767]  # a small number: what PostgreSQL's smallint keeps
ANY = "*"  # in a dict: keys of its own
LARGEST = 2**63 - 1  # the whole numbers that a database keeps


def misfits(known: dict[str, Any], takes_others: bool, words: dict[str, Any]) -> Iterator[Refusal]:
    """Words that are not asked for, or that cannot be what is. `known`: word → its form."""
    for name, value in words.items():
        said = {"field": FIELDS.get(name, name)}
        if name not in known and not takes_others:
            yield Refusal("unknown_word", _("This is not asked for: %(field)s.") % said, "house:1", INPUT, name)
        elif name in known and not fits(value, known[name]):
            reason = _("This has another form, is too long, or has a sign that cannot be kept: %(field)s.") % said
            yield Refusal("misfit", reason, "house:1", INPUT, name)


@cache
def words_of(rule) -> tuple[dict[str, Any], bool]:
    """(word → its form, whether further words are left to the rule)."""
    hints, takes_others = typing.get_type_hints(rule, include_extras=True), False
    words: dict[str, Any] = {}
    for word in signature(rule).parameters.values():
        if word.kind is Parameter.VAR_KEYWORD and word.name in hints:  # **words: Unpack[Words]
            words |= typing.get_type_hints(typing.get_args(hints[word.name])[0], include_extras=True)
        elif word.kind is Parameter.VAR_KEYWORD:
            takes_others = True
        elif word.kind is Parameter.KEYWORD_ONLY:
            words[word.name] = hints.get(word.name, object)
    return words, takes_others


def fits(content: Any, shape: Any) -> bool:
    """Whether this is of that form, complete or not, and can be kept.

    `shape`: a type, Any, `A | B`, `Annotated[str, most signs]`, `Annotated[int, largest]`; a list as [shape] or
    Sequence[shape]; a dict as {key: shape}, with ANY for keys of its own, dict[str, shape] or a TypedDict.
    """
    origin, inner = typing.get_origin(shape), typing.get_args(shape)
    if origin in (types.UnionType, typing.Union):
        return any(fits(content, one) for one in inner)
    if origin is Annotated:
        return fits(content, inner[0]) and (len(content) if inner[0] is str else abs(content)) <= inner[1]
    if isinstance(shape, list) or origin is Sequence:
        return isinstance(content, list | tuple) and all(fits(item, (inner or shape)[0]) for item in content)
    if origin is dict:
        return isinstance(content, dict) and all(
            fits(key, inner[0]) and fits(value, inner[1]) for key, value in content.items()
        )
    if isinstance(shape, dict) or typing.is_typeddict(shape):
        keys = shape if isinstance(shape, dict) else typing.get_type_hints(shape, include_extras=True)
        return isinstance(content, dict) and all(
            fits(key, str) and fits(value, keys.get(key, keys.get(ANY, ()))) for key, value in content.items()
        )
    return shape is object or _is(content, shape)


def _is(content: Any, kind: Any) -> bool:
    """True is no number, and an instant is no day, though Python has it so."""
    if kind is not Any and not isinstance(content, kind):
        return False
    if (kind is int and isinstance(content, bool)) or (kind is date and isinstance(content, datetime)):
        return False
    return _can_be_kept(content)


def _can_be_kept(content: Any) -> bool:
    """PostgreSQL keeps no NUL and no endless number, and half a surrogate pair has no digest."""
    if isinstance(content, str):
        return "\0" not in content and not any("\ud800" <= sign <= "\udfff" for sign in content)
    if isinstance(content, dict):
        return _can_be_kept([*content, *content.values()])
    if isinstance(content, list | tuple):
        return all(map(_can_be_kept, content))
    return not isinstance(content, int) or abs(content) <= LARGEST
