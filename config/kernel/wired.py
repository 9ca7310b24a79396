"""How lower floors are heard by higher ones without knowing whom: by the tables of config/wiring/."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def wiring(table: str) -> Any:
    """One of the tables, by its name; read when it is asked for, since higher floors import this one."""
    return import_string(f"{settings.WIRING}.{table}")
