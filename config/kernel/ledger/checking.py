"""The verifier on the live database."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from config.kernel.ledger import keys, proof, protection
from config.kernel.ledger.chain import as_read
from config.kernel.ledger.models import Entry, Seal
from config.kernel.ledger.seals import VALUES
from config.kernel.ledger.verification import Problem, Report, verify_chains, verify_journal, verify_seals
from config.kernel.nouns import case_models

CHUNK = 2000  # rows held at a time


def lines(anchor: Path) -> Iterator[dict]:
    """The anchor file, one object after the other; a missing file is an error, an empty one is not."""
    with anchor.open() as file:
        for line in file:
            yield json.loads(line)


def entries(*order: str) -> Iterator[dict]:
    """Every entry as the proof reads it."""
    for row in Entry.objects.order_by(*order).values(*VALUES).iterator(chunk_size=CHUNK):
        yield as_read(row)


def heads() -> Iterator[tuple]:
    """(kind, id, seq, head) of every case's own row, in the order of `verify_chains`."""
    for noun, model in sorted(case_models().items()):
        for row in model.objects.order_by("pk").values_list("pk", "ledger_seq", "ledger_head").iterator(CHUNK):
            yield (noun, *row)


def check(anchor: Path, public_key: str) -> Report:
    """Everything: seals, chains, heads, the journal, and whether the database still protects its ledger."""
    report = Report()
    at_hand = {proof.key_id(keys.chain_key()): keys.chain_key()} if settings.LEDGER_KEY else {}
    for entry in verify_seals(entries("id"), lines(anchor), public_key, report):
        if entry["algorithm"].partition("/")[2] not in at_hand:
            case = f"{entry['case_kind']}:{entry['case_id']}"
            report.problems.append(Problem("unproven", case, entry["seq"], entry["id"]))
    verify_chains(entries("case_kind", "case_id", "seq"), heads(), at_hand, report)
    report.problems += verify_journal(lines(anchor), _link)
    report.problems += _seals_differ(anchor)
    report.problems += [Problem("unprotected", name) for name in protection.missing()]
    return report


def _link(case: str, seq: int) -> str | None:
    kind, _, pk = case.partition(":")
    return Entry.objects.filter(case_kind=kind, case_id=pk, seq=seq).values_list("link", flat=True).first()


def _seals_differ(anchor: Path) -> Iterator[Problem]:
    anchored = max((line["seal"]["seal"] for line in lines(anchor) if "seal" in line), default=0)
    kept = Seal.objects.order_by("-id").values_list("id", flat=True).first() or 0
    for number in range(kept + 1, anchored + 1):
        yield Problem("seal_missing", seq=number)
    for number in range(anchored + 1, kept + 1):
        yield Problem("seal_not_anchored", seq=number)
