"""Each refusal of our code disabled in turn: is there a test of its noun that sees it?

    python -m tests.mutants                          all; exit code 1 when one survives
    python -m tests.mutants zones/call accounts      those whose place contains one of these words
    python -m tests.mutants --list                   the places only, nothing is run

The tests of a noun are `tests/<app>/test_<noun>*.py`, of the kernel `tests/kernel`. They run on SQLite, from one
founded database, two processes at a time, each with its own DATA_DIR; `tests/mutating.py` takes the refusal away.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import source
from tests.source import ROOT, SaysNo

AT_ONCE = 2
MINUTES = 10
PYTEST = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "tests.mutating", "-p", "no:cacheprovider"]
CAUGHT, SURVIVED, UNDECIDED = 1, 0, -1  # pytest's exit codes: some failed, all passed; and ours


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--list", action="store_true", help="the places only")
    parser.add_argument("words", nargs="*", help="only where the place contains one of these")
    chosen = parser.parse_args(arguments)
    mutants = [said for said in every() if not chosen.words or any(word in said.place for word in chosen.words)]
    if chosen.list:
        print(*mutants, f"{len(mutants)} refusals", sep="\n")
        return 0
    with tempfile.TemporaryDirectory(prefix="zones-mutants-") as folder:
        survived = run(mutants, Path(folder))
    print(f"{len(mutants) - len(survived)} of {len(mutants)} mutants caught", flush=True)
    return 1 if survived or not mutants else 0


def every() -> list[SaysNo]:
    """Every place where a rule, an objection or a drafted text says no."""
    found = [
        said
        for path in source.files("config/kernel", "zones", "operators", "products")
        for said, _ in source.says_no(source.tree(path), source.relative(path))
    ]
    return sorted(found, key=lambda said: (said.path, said.line))


def tests_of(path: str) -> list[str]:
    """The tests of the noun that a file belongs to."""
    package, noun, *_ = path.split("/")
    if package == "config":
        return ["tests/kernel"]
    return sorted(source.relative(found) for found in (ROOT / "tests" / package).glob(f"test_{noun}*.py"))


def run(mutants: list[SaysNo], folder: Path) -> list[SaysNo]:
    """Those that no test sees, each told as soon as it is known; first every noun's tests pass as they are."""
    founded = found_once(folder)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        nouns = {tuple(tests_of(said.path)) for said in mutants}
        broken = {tests for tests, code in pool.map(lambda tests: (tests, attempt(tests, "", founded)), nouns) if code}
        for tests in broken:
            print(f"fails without any mutant, or is not there: {' '.join(tests)}", flush=True)
        survived = []
        asked = [said for said in mutants if tuple(tests_of(said.path)) not in broken]
        codes = pool.map(lambda said: attempt(tests_of(said.path), said.place, founded), asked)
        for said, code in zip(asked, codes, strict=True):
            if code != CAUGHT:
                print(f"{'survived' if code == SURVIVED else f'pytest ended with {code}'}: {said}", flush=True)
                survived.append(said)
    return survived + [said for said in mutants if said not in asked]


def attempt(tests: Sequence[str], place: str, founded: Path) -> int:
    """pytest's exit code for these tests without the refusal at this place; UNDECIDED where they did not end."""
    with tempfile.TemporaryDirectory(prefix="zones-mutant-") as folder:
        own = {"MUTANT": place, "DATA_DIR": folder, "FOUNDED_DATABASE": str(founded), "LOG_LEVEL": "CRITICAL"}
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        try:
            done = subprocess.run(
                [*PYTEST, *tests], cwd=ROOT, env=environment | own, capture_output=True, timeout=MINUTES * 60
            )
        except subprocess.TimeoutExpired:
            return UNDECIDED
        return done.returncode if tests else UNDECIDED


def found_once(folder: Path) -> Path:
    """The database that every test begins with (tests/world.py), made once and copied by each run."""
    file = folder / "founded.sqlite3"
    code = "import django; django.setup(); from tests.world import write_founded; write_founded()"
    own = {
        "DATABASE_URL": f"sqlite:///{file}",
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.testing",
    }
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **own, "LOG_LEVEL": "ERROR"}, check=True)
    return file


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
