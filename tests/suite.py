"""The whole suite: the checks, then every test on SQLite, then every test on PostgreSQL with Redis.

    python -m tests.suite                          everything
    python -m tests.suite --postgresql-only -k due  one database, or any of pytest's arguments: no checks

The last line is `N passed, N failed`, over both databases; a skipped test is a failed one, and so is a failed check.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tests import servers

ROOT = Path(__file__).resolve().parents[1]
NOTHING_CHOSEN = 5  # pytest's exit code where its arguments choose no test


@dataclass
class Count:
    """How many tests ran on one database, and how they ended."""

    where: str
    passed: int = 0
    failed: int = 0

    def __str__(self):
        return f"{self.where}: {self.passed + self.failed} tests ran, {self.passed} passed, {self.failed} failed"


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # unwinds: the servers are stopped
    chosen, for_pytest = parse(arguments)
    try:
        counts = run(chosen, for_pytest, with_checks=not arguments)
    except servers.NoServer as error:
        print(error, file=sys.stderr)
        return 1
    print(*counts, sep="\n")
    passed, failed = sum(count.passed for count in counts), sum(count.failed for count in counts)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def parse(arguments: list[str]) -> tuple[str, list[str]]:
    """Which databases, and what is left for pytest."""
    parser = argparse.ArgumentParser(usage="python -m tests.suite [--sqlite-only | --postgresql-only] [pytest's]")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--sqlite-only", dest="only", action="store_const", const="sqlite")
    only.add_argument("--postgresql-only", dest="only", action="store_const", const="postgresql")
    known, for_pytest = parser.parse_known_args(arguments)
    return known.only, for_pytest


def run(only: str | None, for_pytest: list[str], *, with_checks: bool) -> list[Count]:
    """The checks, and each chosen database. The servers start first: where they cannot be had nothing is waited for."""
    counts = []
    with ExitStack() as stack:
        environment = {}
        if only != "sqlite":
            environment["DATABASE_URL"] = stack.enter_context(servers.postgresql())
            environment["REDIS_URL"] = stack.enter_context(servers.redis())
        if with_checks:
            counts.append(checks())
        if only != "postgresql":
            counts.append(tests("SQLite", {}, for_pytest))
        if only != "sqlite":
            counts.append(tests("PostgreSQL and Redis", environment, for_pytest))
    return counts
