"""The act: five of one application through the whole frame, against raw SQL and against django-fsm-log."""

from collections.abc import Iterator
from statistics import median

from tests.bench.table import Figure
from tests.bench.workers import rate
from tests.bench.world import another_database

APPS = {"FURTHER_APPS": "django_fsm_log tests.bench.logged"}  # of the workers that need them, and of nothing else
ROUNDS, LIVES, PROCESSES = 5, 20, (1, 4, 8)
WORKS = {"raw": "tests.bench.raw.five_acts", "frame": "tests.bench.frame.five_acts",
         "logged": "tests.bench.logged.acting.five_acts"}  # fmt: skip
TARGETS = {8: 0.60}  # of raw SQL; the floor is 0.45


def figures() -> Iterator[Figure]:
    """In a copy: the baseline's entries have no link that a sealer would take."""
    with another_database("acts"):
        yield from _figures()


def _figures() -> Iterator[Figure]:
    rate("tests.bench.logged.acting.make_tables", 1, 1, **APPS)
    for processes in PROCESSES:
        # Interleaved, and as ratios inside one round: this machine swings by a factor of two.
        rounds = [{name: _rate(work, processes) for name, work in WORKS.items()} for _ in range(ROUNDS)]
        for name, what in (("raw", "raw SQL"), ("frame", "the frame"), ("logged", "django-fsm-2 with django-fsm-log")):
            yield Figure(f"{what}, {_said(processes)}: acts a second", median(done[name] for done in rounds))
        ratio = median(done["frame"] / done["raw"] for done in rounds)
        yield Figure(f"the frame against raw SQL, {_said(processes)}", ratio, TARGETS.get(processes), digits=2)
        times = median(done["frame"] / done["logged"] for done in rounds)
        yield Figure(
            f"the frame against django-fsm-log, {_said(processes)}", times, 4 if processes == 8 else None, digits=1
        )


def _rate(work: str, processes: int) -> float:
    return rate(work, processes, LIVES, **(APPS if "logged" in work else {}))


def _said(processes: int) -> str:
    return "1 process" if processes == 1 else f"{processes} processes"
