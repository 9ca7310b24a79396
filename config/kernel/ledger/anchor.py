"""The anchor file: seals, and with the journal on every link, appended outside the database.

One JSON object a line. `{"seal": …, "entries": [[id, "application:3", 5, leaf], …]}` or `{"link": […]}`.
"""

import fcntl
import json
import os
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction


def path() -> Path:
    """LEDGER_ANCHOR; by default beside the SQLite file, or in DATA_DIR."""
    if settings.LEDGER_ANCHOR:
        return Path(settings.LEDGER_ANCHOR)
    if connection.vendor == "sqlite":
        return Path(f"{connection.settings_dict['NAME']}.anchor")
    return Path(settings.DATA_DIR) / "ledger.anchor"


def public_key_path(anchor: Path) -> Path:
    """FILE.anchor → FILE.pub"""
    return anchor.with_suffix(".pub")


def add(line: dict) -> None:
    """Append one line and see it onto the disk; several processes may do so at once."""
    target = path()
    with target.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def journal(entry) -> None:
    """With LEDGER_JOURNAL on, the link leaves the database as soon as it is committed."""
    if settings.LEDGER_JOURNAL:
        transaction.on_commit(lambda: add({"link": [entry.case_key, entry.seq, entry.link]}))
