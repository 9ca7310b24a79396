"""What a noun's notices.py may ask for: that seats are told, or that work is done after the commit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Office:
    """Those who hold these roles for a body when the act is written; the body by its id, or the one of its kind."""

    roles: tuple[str, ...]
    body_id: int | None = None
    kind: str = ""


@dataclass(frozen=True)
class Notice:
    """Tell an office or these seats, in the app and by mail. `title` and `text` are message ids, `params` what they
    name. It is asked for before the case, its entry and these rows are written, all at once."""

    to: Office | Iterable[Any]
    title: str
    text: str
    params: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """Do this after the commit: a name of the table JOBS in config/wiring/, given the fact's case."""

    name: str
