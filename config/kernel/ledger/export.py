"""An export that verifies far from the database, with the anchor file and the public key alone."""

import json
from collections.abc import Iterator
from pathlib import Path

from config.kernel.ledger import anchor, keys
from config.kernel.ledger.checking import entries, one_moment
from config.kernel.ledger.verification import Report, verify_seals


def write(file: Path, anchor_file: Path) -> int:
    """FILE with one entry a line, by id, and beside it FILE.anchor and FILE.pub; returns how many entries."""
    count = 0
    with one_moment(anchor_file) as end, file.open("w") as out:
        for entry in entries("id"):
            out.write(json.dumps(entry, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")
            count += 1
        with beside(file).open("w") as copy:
            for line in anchor.lines(anchor_file, end):
                copy.write(json.dumps(line, separators=(",", ":")) + "\n")
    anchor.public_key_path(beside(file)).write_text(keys.public_key() + "\n")
    return count


def beside(file: Path) -> Path:
    """FILE → FILE.anchor"""
    return file.with_name(f"{file.name}.anchor")


def check(file: Path, anchor_file: Path, public_key: str) -> Report:
    """Verify an export; what no seal covers is not proven by it."""
    report = Report()
    for entry in verify_seals(_read(file), anchor.lines(anchor_file), public_key, report):
        report.found("unproven", entry)
    return report


def _read(file: Path) -> Iterator[dict]:
    with file.open() as lines:
        for line in lines:
            yield json.loads(line)
