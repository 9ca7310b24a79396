"""What acts make true."""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

FACTS: dict[str, type["Fact"]] = {}
ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Fact:
    """Something that became true: about which case, by whom, when, and what else there is to say.

    The further fields of a subclass are what the ledger keeps: text, whole numbers, true/false, none, lists and
    dicts of these. Ids rather than names of persons; dates as YYYY-MM-DD; amounts as text.
    """

    subject: Any
    by: Any
    at: datetime

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        FACTS[cls.__name__] = cls

    @property
    def kind(self) -> str:
        return type(self).__name__

    def said(self) -> dict[str, Any]:
        """The further fields, as the ledger keeps them."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("subject", "by", "at")}


def canonical(value: Any) -> str:
    """One text for one value: sorted keys, no spaces, no floats, no dates that a time zone could turn."""
    _refuse_ambiguous(value)
    return ENCODER.encode(value)


def _refuse_ambiguous(value: Any) -> None:
    if type(value) in (str, int, bool):  # most are: asked first
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key of the canonical form is a text, not {key!r}")
            _refuse_ambiguous(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_ambiguous(inner)
    elif not (value is None or isinstance(value, str | int | bool)):
        raise TypeError(f"the canonical form has no place for {type(value).__name__}: {value!r}")
