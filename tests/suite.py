"""The whole suite: the checks, the fuzzing of the API, every test on SQLite, every test on PostgreSQL with Redis.

    python -m tests.suite                          everything
    python -m tests.suite --postgresql-only -k due  one database, or any of pytest's arguments: no checks, no fuzzing

The last line is `N passed, N failed`, over both databases; a skipped test is a failed one, and so is a failed check.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
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
    passed: int
    failed: int

    def __str__(self):
        return f"{self.where}: {self.passed + self.failed} tests ran, {self.passed} passed, {self.failed} failed"


def main(arguments: list[str]) -> int:
    for number in (signal.SIGTERM, signal.SIGINT):  # either unwinds, so that the servers are stopped
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    parser = argparse.ArgumentParser(usage="python -m tests.suite [--sqlite-only | --postgresql-only] [pytest's own]")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--sqlite-only", dest="only", action="store_const", const="sqlite")
    only.add_argument("--postgresql-only", dest="only", action="store_const", const="postgresql")
    chosen, for_pytest = parser.parse_known_args(arguments)
    try:
        checks_failed, counts = run(chosen.only, for_pytest, with_checks=not arguments)
    except servers.NoServer as error:
        print(error, file=sys.stderr)
        return 1
    return conclude(checks_failed, counts)


def run(only: str | None, for_pytest: list[str], *, with_checks: bool) -> tuple[str, list[Count]]:
    """The checks and each chosen database. Servers start first: where they cannot be had, nothing is waited for."""
    counts = []
    with ExitStack() as stack:
        if only != "sqlite":
            addresses = {"DATABASE_URL": stack.enter_context(servers.postgresql()),
                         "REDIS_URL": stack.enter_context(servers.redis())}  # fmt: skip
        checks_failed = checks() if with_checks else ""
        if only != "postgresql":
            counts.append(tests("SQLite", {}, for_pytest))
        if only != "sqlite":
            counts.append(tests("PostgreSQL and Redis", addresses, for_pytest))
    return checks_failed, counts


def checks() -> str:
    """Which of them failed. The checks keep one core busy, so the fuzzing has the other meanwhile; what they said is
    shown after it."""
    command = [ROOT / ".ci" / "check"]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=said, stderr=said) as check,
    ):
        code = call([sys.executable, "-m", "tests.fuzzing"], {})
        check.wait()
        said.seek(0)
        print(said.read().decode(), flush=True)
    return ", ".join(name for name, code in ((".ci/check", check.returncode), ("tests.fuzzing", code)) if code)


def tests(where: str, addresses: dict[str, str], for_pytest: list[str]) -> Count:
    """One run of pytest, counted from the report that it wrote."""
    print(f"\n{where}", flush=True)
    with tempfile.TemporaryDirectory(prefix="zones-tests-") as folder:
        report = Path(folder) / "report.xml"
        shared = ["-n", "3", "--dist=loadfile", "--no-loadscope-reorder"]  # long files stand first, as it happens
        command = [sys.executable, "-m", "pytest", "-q", *shared, f"--junitxml={report}"]
        code = call([*command, *for_pytest], addresses | {"DATA_DIR": str(Path(folder) / "data")})
        return counted(where, code, report)


def counted(where: str, code: int, report: Path) -> Count:
    """A run that broke off, or that wrote no report, is at least one failure."""
    passed = failed = 0
    if report.exists():
        suite = next(ElementTree.parse(report).iter("testsuite"))
        failed = sum(int(suite.get(kind, 0)) for kind in ("failures", "errors", "skipped"))
        passed = int(suite.get("tests", 0)) - failed
    return Count(where, passed, failed or int(code not in (0, NOTHING_CHOSEN)))


def environment() -> dict[str, str]:
    """The caller's, without a database of its own: that one is never tested."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    return inherited | {"DJANGO_SETTINGS_MODULE": "config.settings.testing"}


def call(command: list, own: dict[str, str]) -> int:
    """The exit code, with what the environment says and `own`."""
    with subprocess.Popen(command, cwd=ROOT, env=environment() | own) as process:
        try:
            return process.wait()
        except SystemExit:
            process.send_signal(signal.SIGINT)  # so that pytest lets each test clean up after itself
            raise


def conclude(checks_failed: str, counts: list[Count]) -> int:
    """The counts and the closing line; 0 only where tests ran and nothing failed."""
    print()
    if checks_failed:
        print(f"Failed: {checks_failed}. What was said stands at the beginning.")
    print(*counts, sep="\n")
    passed, failed = sum(count.passed for count in counts), sum(count.failed for count in counts) + bool(checks_failed)
    print(f"{passed} passed, {failed} failed")
    return int(failed > 0 or passed == 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
