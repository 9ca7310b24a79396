"""The anchor file: seals, and with the journal on every link, appended outside the database.

One JSON object a line: `{"seal": …, "entries": [[id, "application:3", 5, leaf], …]}` or
`{"link": [id, "application:3", 5, link]}`.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

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


@contextmanager
def held() -> Iterator[BinaryIO]:
    """The anchor file, open for appending; no other process appends, or takes its length, meanwhile."""
    with path().open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def add(file: BinaryIO, line: dict) -> None:
    """Append one line and see it onto the disk."""
    if (end := file.seek(0, os.SEEK_END)) and os.pread(file.fileno(), 1, end - 1) != b"\n":
        file.write(b"\n")  # a line that a power cut tore stays what it is, and does not spoil this one
    file.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def still(anchor: Path) -> Iterator[int]:
    """The file's length; no seal is being written meanwhile."""
    with anchor.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield file.seek(0, os.SEEK_END)


def lines(anchor: Path, end: int | None = None, kind: str = "") -> Iterator[dict]:
    """What the file said when it was `end` bytes long, one object after the other; of one kind, where it is named.

    A torn line was never a seal: its transaction was rolled back. Should a whole one be spoiled later, its number
    is missed.
    """
    with anchor.open("rb") as file:
        for line in file:
            if end is not None and file.tell() > end:
                return
            if not line.startswith(b'{"%b' % kind.encode()):
                continue
            try:
                yield json.loads(line)
            except ValueError:
                continue


def journal(entry) -> None:
    """With LEDGER_JOURNAL on, the link leaves the database as soon as it is committed."""
    if settings.LEDGER_JOURNAL:
        link = {"link": [entry.pk, entry.case_key, entry.seq, entry.link]}
        # robust: the act is done; a disk that is full is for the log, not for the person
        transaction.on_commit(lambda: _add_alone(link), robust=True)


def _add_alone(line: dict) -> None:
    with held() as file:
        add(file, line)
