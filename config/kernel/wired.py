"""How lower floors are heard by higher ones without knowing whom: by the tables of config/wiring/."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def wiring(table: str) -> Any:
    """One of the tables, by its name; read when it is asked for, since higher floors import this one."""
    return import_string(f"{settings.WIRING}.{table}")


def concerning(which: Callable[[Any], Iterable[int]]):
    """Of a reaction: says of many cases at once (their keys for an `__in`, locked by who asks) for which of them, by
    their keys, it does anything.

    So the clock moves the others together (config/kernel/chunks.py); without it each case is an act of its own.
    """

    def wrap(react):
        react.concerned = which
        return react

    return wrap
