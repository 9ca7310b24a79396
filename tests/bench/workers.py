"""Processes that work at the same moment. What they need besides is made between the moments, and not counted."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# A work is a generator: it prepares, yields what is timed, prepares the next … Each waits until all are ready.
WORKER = """
import os, sys, time, django
from django.conf import settings
settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, *os.environ.get("FURTHER_APPS", "").split()]
django.setup()
from django.utils.module_loading import import_string
for timed in import_string(sys.argv[1])(int(sys.argv[2]), int(sys.argv[3])):
    print("ready", flush=True); sys.stdin.readline()
    began = time.perf_counter(); timed(); print(time.perf_counter() - began, flush=True)
print("done", flush=True)
"""


def rate(work: str, processes: int, lives: int, acts: int = 5, **environment: str) -> float:
    """Acts a second of so many processes at once, each on a call of its own, `lives` times `acts` acts each."""
    with _started(work, processes, lives, environment) as children:
        spent = [0.0] * processes
        while {_said(child) for child in children} == {"ready"}:
            for child in children:
                child.stdin.write("go\n")
                child.stdin.flush()
            spent = [before + float(_said(child)) for before, child in zip(spent, children, strict=True)]
    return sum(lives * acts / seconds for seconds in spent)


def _said(child: subprocess.Popen) -> str:
    if line := child.stdout.readline():
        return line.strip()
    raise RuntimeError(f"a worker ended before its time: {child.args}")


@contextmanager
def _started(work: str, processes: int, lives: int, environment: dict[str, str]) -> Iterator[list[subprocess.Popen]]:
    children = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, work, str(number), str(lives)], env=os.environ | environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )
        for number in range(processes)
    ]  # fmt: skip
    try:
        yield children
    finally:
        for child in children:
            child.communicate()
