"""What an act asks for: read from JSON, and described as JSON Schema. Both from the forms in its rule's signature."""

import inspect
import types
import typing
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, NamedTuple

from django.db.models import Model
from django.http import Http404
from django.utils.translation import gettext as _

from config.kernel.acts import Act
from config.kernel.flows import Case
from config.kernel.rest.problems import Malformed
from config.kernel.rest.references import find
from config.kernel.shapes import words_of
from config.kernel.wired import wiring
from config.kernel.words import FIELDS

OURS = ("by", "at", "seen", "key")  # what the frame is told by the door, and by no body
EARLIEST, LATEST = 1900, 9000  # years: outside them other zones and terms of years leave the calendar


class Asked(NamedTuple):
    """A word of an act: its form, and whether it can be left out."""

    form: Any
    required: bool


@cache
def asked_by(act: Act) -> dict[str, Asked]:
    """word → what the act asks for, in the order of its rule."""
    given = inspect.signature(act.do).parameters
    forms, _others = words_of(act.rule)
    return {
        name: Asked(form, name in given and given[name].default is inspect.Parameter.empty)
        for name, form in forms.items()
        if name not in ("by", "at")
    }


def read(act: Act, data: dict[str, Any], seat) -> dict[str, Any]:
    """The words of a body: days, instants and cases where the act wants them. Malformed, for every fault at once.

    A word that the act does not know is left to the act, which says so with its article; but one of the frame's own
    names, which it would take as the door's word, is a fault here.
    """
    faults = {name: [_("This is not asked for: %(field)s.") % {"field": name}] for name in OURS if name in data}
    asked, found = asked_by(act), {}
    for name in asked:
        if asked[name].required and name not in data:
            faults[name] = [_("Please fill this in: %(field)s.") % {"field": FIELDS.get(name, name)}]
    for name, value in data.items():
        if name in OURS:
            continue
        try:
            found[name] = _read(value, asked[name].form, seat) if name in asked else value
        except ValueError as fault:
            faults[name] = [str(fault)]
    if faults:
        raise Malformed(faults, found)
    return found


def _read(value: Any, form: Any, seat) -> Any:
    origin, inner = typing.get_origin(form), typing.get_args(form)
    if origin in (types.UnionType, typing.Union):
        return None if value is None and type(None) in inner else _read(value, _one_of(inner), seat)
    if origin is Annotated:
        return _read(value, inner[0], seat)
    if origin is Sequence and isinstance(value, list):
        return [_read(item, inner[0], seat) for item in value]
    if typing.is_typeddict(form) and isinstance(value, dict):
        forms = typing.get_type_hints(form, include_extras=True)
        return {key: _read(item, forms[key], seat) if key in forms else item for key, item in value.items()}
    if form is datetime:
        return _instant(value)
    if form is date:
        return _day(value)
    if isinstance(form, type) and issubclass(form, Model):
        return _case(value, form, seat)
    return value


def _one_of(forms: tuple) -> Any:
    """Of `date | None`, the date; several others are left as they come."""
    others = [form for form in forms if form is not type(None)]
    return others[0] if len(others) == 1 else Any


def _instant(value: Any) -> datetime:
    try:
        instant = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        instant = None
    if instant is None or instant.tzinfo is None or not EARLIEST <= instant.year < LATEST:
        raise ValueError(_("An instant is written like 2026-07-01T09:00:00+08:00."))
    return instant.astimezone(UTC)  # a database does not take every zone that Python does: +22:43


def _day(value: Any) -> date:
    try:
        if len(value) == len("2026-07-01"):
            day = date.fromisoformat(value)
            if EARLIEST <= day.year < LATEST:
                return day
    except (TypeError, ValueError):
        pass
    raise ValueError(_("A day is written like 2026-07-01."))


def _case(value: Any, model: type[Model], seat) -> Model:
    """By number or id, among what the seat may see; a person by the user name."""
    reference = str(value) if type(value) in (int, str) else ""
    try:
        if not issubclass(model, Case):
            return find_person(model, reference)
        return find(wiring("VISIBLE")[model.noun()](seat), reference)
    except Http404:
        raise ValueError(_("There is nothing of this name, or nothing that you may see.")) from None


def find_person(model: type[Model], username: str) -> Model:
    """A person is named in full: nobody can be found by trying."""
    found = model._default_manager.filter(username=username).first() if username and "\0" not in username else None
    if found is None:
        raise Http404
    return found


# --- described ----------------------------------------------------------------------------------------

PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    type(None): {"type": "null"},
}


def described(act: Act) -> list[dict[str, Any]]:
    """The words for the act bar: name, title, whether it must be given, and its JSON Schema."""
    return [
        {"name": name, "title": str(FIELDS.get(name, name)), "required": asked.required, "schema": schema(asked.form)}
        for name, asked in asked_by(act).items()
    ]


def body(act: Act) -> dict[str, Any]:
    """JSON Schema of the whole body."""
    asked = asked_by(act)
    required = [name for name in asked if asked[name].required]
    said = {
        "type": "object",
        "properties": {name: schema(asked[name].form) for name in asked},
        "additionalProperties": False,
    }
    return said | ({"required": required} if required else {})


def schema(form: Any) -> dict[str, Any]:
    """JSON Schema of a form of config/kernel/shapes.py."""
    origin, inner = typing.get_origin(form), typing.get_args(form)
    if form in PLAIN:
        return PLAIN[form]
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [schema(one) for one in inner]}
    if origin is Annotated and inner[0] is int:
        return {"type": "integer", "minimum": -inner[1], "maximum": inner[1]}
    if origin is Annotated:
        return {**schema(inner[0]), "maxLength": inner[1]}
    if origin is Sequence:
        return {"type": "array", "items": schema(inner[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema(inner[1])}
    if typing.is_typeddict(form):
        forms = typing.get_type_hints(form, include_extras=True)
        return {"type": "object", "properties": {name: schema(one) for name, one in forms.items()},
                "additionalProperties": False}  # fmt: skip
    if isinstance(form, type) and issubclass(form, Model):
        said = "Its number or id." if issubclass(form, Case) else "The user name."
        return {"type": ["string", "integer"], "description": said}
    return {}
