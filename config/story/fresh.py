"""A fresh SQLite database for the story, with keys of its own where the environment gives none."""

import secrets
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.test.utils import override_settings

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def no_mail():
    """The people of the story have invented addresses: nothing is sent to them, and no worker is woken to send it."""
    return override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend", OUTBOX_NUDGE=False)


def kept_at(files: Path) -> dict:
    """The storage of documents as it is set, at another place."""
    storage = settings.STORAGES["default"]
    return {**storage, "OPTIONS": {**storage["OPTIONS"], "location": str(files)}}


@contextmanager
def fresh_database(file: Path, files: Path):
    """Everything inside runs on `file`; documents go below `files`, mail goes nowhere.

    The ledger's keys are made for this one run and forgotten: whoever has the file cannot forge in it.
    """
    before = connections.databases["default"]
    connections["default"].close()
    connections.databases["default"] = {
        **before, "ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": SQLITE, "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
    }  # fmt: skip
    del connections["default"]
    try:
        with (
            no_mail(),
            override_settings(
                LEDGER_KEY=secrets.token_hex(32),
                LEDGER_SIGNING_KEY=secrets.token_hex(32),
                LEDGER_ANCHOR="",
                DATA_DIR=files,
                STORAGES={**settings.STORAGES, "default": kept_at(files)},
            ),
        ):
            yield
    finally:
        connections["default"].close()
        connections.databases["default"] = before
        del connections["default"]
