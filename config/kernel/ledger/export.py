"""An export that verifies far from the database, with the anchor file and the public key alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from config.kernel.ledger.checking import entries, lines
from config.kernel.ledger.verification import Problem, Report, verify_seals


def write(file: TextIO) -> int:
    """One entry a line, by id; returns how many."""
    count = 0
    for entry in entries("id"):
        file.write(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n")
        count += 1
    return count


def check(export: Path, anchor: Path, public_key: str) -> Report:
    """Verify an export; what no seal covers is not proven by it."""
    report = Report()
    for entry in verify_seals(_read(export), lines(anchor), public_key, report):
        case = f"{entry['case_kind']}:{entry['case_id']}"
        report.problems.append(Problem("unproven", case, entry["seq"], entry["id"]))
    return report


def _read(export: Path) -> Iterator[dict]:
    with export.open() as file:
        for line in file:
            yield json.loads(line)
