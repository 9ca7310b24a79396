"""Each refusal of our code disabled in turn: is there a test of its noun that sees it?

    python -m tests.mutants                          all; exit code 1 when one survives
    python -m tests.mutants zones/call accounts      those whose place contains one of these words
    python -m tests.mutants --list                   the places only, nothing is run

The tests of a noun are `tests/<app>/test_<noun>*.py`, of the kernel `tests/kernel`. They run on SQLite; how one
refusal after another is taken away, `tests/mutating.py` says.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import source
from tests.source import ROOT, SaysNo, tests_of

PYTEST = [sys.executable, "-m", "pytest", "-q", "-n2", "--dist=loadfile", "-p", "tests.mutating", "--no-header"]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--list", action="store_true", help="the places only")
    parser.add_argument("words", nargs="*", help="only where the place contains one of these")
    chosen = parser.parse_args(arguments)
    mutants = [said for said in every() if not chosen.words or any(word in said.place for word in chosen.words)]
    if chosen.list or not mutants:
        print(*mutants, f"{len(mutants)} refusals", sep="\n")
        return int(not mutants)
    with tempfile.TemporaryDirectory(prefix="zones-mutants-") as folder:
        passed, caught = run(mutants, Path(folder))
    survived = [said for said in mutants if said.place not in caught]
    print(*(f"survived: {said}" for said in survived), sep="\n")
    print(f"{len(mutants) - len(survived)} of {len(mutants)} mutants caught", flush=True)
    if not passed:
        print("Tests fail without any mutant: see above.")
    return int(bool(survived) or not passed)


def every() -> list[SaysNo]:
    """Every place where a rule, an objection or a drafted text says no."""
    found = [
        said
        for path in source.files("config/kernel", "zones", "operators", "products")
        for said, _ in source.says_no(source.tree(path), source.relative(path))
    ]
    return sorted(found, key=lambda said: (said.path, said.line))


def run(mutants: list[SaysNo], folder: Path) -> tuple[bool, set[str]]:
    """Whether the tests of these nouns pass as they are, and the places where one of them missed a refusal."""
    asked = folder / "asked"
    asked.write_text("\n".join(said.place for said in mutants))
    tests = sorted({test for said in mutants for test in tests_of(said.path)})
    own = {"MUTANTS": str(asked), "DATA_DIR": str(folder / "data"), "LOG_LEVEL": "CRITICAL"}
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    done = subprocess.run([*PYTEST, *tests], cwd=ROOT, env=environment | own)
    caught = {place for file in folder.glob("caught-*") for place in file.read_text().split()}
    return done.returncode == 0, caught


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
