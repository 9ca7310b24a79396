"""The ledger: its chain on and off while eight write and the sealer runs; and how fast it is verified."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.bench.table import Figure
from tests.bench.workers import rate
from tests.bench.world import another_database

ROUNDS, LIVES, WRITERS = 5, 20, 8
ENTRIES, CASES = 120_000, 100  # what is verified: three seconds at the target's rate
ON, OFF = "tests.bench.frame.five_acts", "tests.bench.ledger.unchained"
SEALER = """
import time, django; django.setup()
from config.kernel.ledger import seals
while True:
    seals.seal(); time.sleep(1)
"""


def figures() -> Iterator[Figure]:
    rounds = []
    with another_database("chained"):
        for _ in range(ROUNDS):
            with sealing():
                on = rate(ON, WRITERS, LIVES)
            with another_database("unchained"):
                off = rate(OFF, WRITERS, LIVES)
            rounds.append(on / off)
        yield Figure(f"chain and sealer on against off, {WRITERS} writers", median(rounds), 0.90, digits=2)
        yield from _sealed()
        yield from _verified()


def unchained(number: int, lives: int) -> Iterator:
    """The same acts with the same rows, but for the link: no canonical form, no hash."""
    from config.kernel.ledger import chain
    from tests.bench.frame import five_acts

    chain.proof = type("Unchained", (), {"link": lambda *_: "0" * 64, "content": lambda _: b""})
    chain.plain = lambda _: {}
    return five_acts(number, lives)


@contextmanager
def sealing() -> Iterator[None]:
    """The sealer beside the writers, each second."""
    sealer = subprocess.Popen([sys.executable, "-c", SEALER])
    try:
        yield
    finally:
        sealer.terminate()
        sealer.wait()


def _checked():
    from config.kernel.ledger import checking, keys

    return checking.check(Path(os.environ["DATA_DIR"]) / "ledger.anchor", keys.public_key())


def _sealed() -> Iterator[Figure]:
    """Everything that was written while the sealer ran."""
    from config.kernel.ledger import seals

    seals.seal()
    report = _checked()
    assert report.passed, report.problems[:5]
    yield Figure("entries written meanwhile that no seal covers", report.unsealed, most=0)


def _verified() -> Iterator[Figure]:
    """Seals, chains and heads of a longer ledger, by one process."""
    from config.kernel.ledger import seals

    _lengthen()
    seals.seal()
    began = time.perf_counter()
    report = _checked()
    spent = time.perf_counter() - began
    assert report.passed, report.problems[:5]
    yield Figure(f"verified, of {report.entries:,}: entries a second", report.entries / spent, 40_000)


def _lengthen() -> None:
    """Further entries at the end of a hundred chains, as acts would have written them."""
    from config.kernel.ledger import keys, proof
    from config.kernel.ledger.chain import plain
    from config.kernel.ledger.models import Entry
    from config.kernel.writing import given
    from tests import cast
    from tests.bench.drafts import AT, drafts
    from zones.call.models import Call

    who = cast.people()
    cases = drafts(who, Call.objects.order_by("pk")[0], CASES)
    words = {"at": AT, "act": "application.find", "article": "10", "fact": "FindingRecorded", "seat": who.officer}
    for place in range(ENTRIES // CASES):
        rows = []
        for case in cases:
            entry = Entry(case_kind="application", case_id=case.pk, seq=place + 1, algorithm=keys.algorithm(),
                          said='{"condition":"standing","remark":"","result":"met"}', **words)  # fmt: skip
            entry.link = proof.link(entry.algorithm, keys.chain_key(), case.ledger_head, proof.content(plain(entry)))
            case.ledger_seq, case.ledger_head = entry.seq, entry.link
            rows.append(entry)
        with given():
            Entry.objects.bulk_create(rows)
    with given():
        type(cases[0]).objects.bulk_update(cases, ["ledger_seq", "ledger_head"])
