"""The verifier on the live database."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F, TextField
from django.db.models.functions import Cast

from config.kernel.ledger import anchor, keys, proof, protection
from config.kernel.ledger.chain import as_read, instant
from config.kernel.ledger.models import Entry, Seal
from config.kernel.ledger.seals import SIGNED, VALUES
from config.kernel.ledger.verification import Report, verify_chains, verify_journal, verify_seals
from config.kernel.nouns import case_models

CHUNK = 2000  # rows held at a time


def check(anchor_file: Path, public_key: str) -> Report:
    """Everything: seals, chains, heads, the journal, and whether the database still protects its ledger."""
    report, at_hand = Report(), keys.at_hand()
    with one_moment(anchor_file) as end:
        seals = anchor.lines(anchor_file, end, "seal")
        for entry in verify_seals(entries("id"), seals, public_key, report, kept_seals()):
            if proof.key_of(str(entry["algorithm"])) not in at_hand:
                report.found("unproven", entry)
        verify_chains(entries("case_kind", "case_id", "seq"), heads(), at_hand, report)
        verify_journal(anchor.lines(anchor_file, end, "link"), _journalled, report)
        for name in protection.missing():
            report.found("unprotected", {"case_kind": "trigger", "case_id": name, "seq": 0, "id": 0})
    return report


@contextmanager
def one_moment(anchor_file: Path) -> Iterator[int]:
    """Database and anchor as they stood together, while others go on writing; yields the anchor's length then."""
    with ExitStack() as stack:
        with anchor.still(anchor_file) as end:
            stack.enter_context(_snapshot())
        yield end


@contextmanager
def _snapshot() -> Iterator[None]:
    """Everything that is read inside is of the moment in which it began. No writer waits for it."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT 1")  # it begins with the first statement that reads
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # Django's own would take the one writer's place
            try:
                cursor.execute("SELECT 1 FROM sqlite_master")
                yield
            finally:
                cursor.execute("ROLLBACK")


def entries(*order: str) -> Iterator[dict]:
    """Every entry as the proof reads it."""
    names = [name for name in VALUES if name != "at"]
    rows = Entry.objects.annotate(said_at=_raw("at")).order_by(*order)
    for row in rows.values(*names, "said_at").iterator(CHUNK):
        yield as_read({**row, "at": row.pop("said_at")})


def kept_seals() -> Iterator[dict]:
    """Every seal as the database keeps it, by number."""
    rows = Seal.objects.annotate(said_at=_raw("at")).order_by("id")
    for row in rows.values("id", *SIGNED, "said_at").iterator(CHUNK):
        yield {"seal": row.pop("id"), "at": instant(row.pop("said_at")), **row}


def _raw(field: str):
    """SQLite keeps instants as text: read as it is, for Django would break over one that is none."""
    return F(field) if connection.vendor == "postgresql" else Cast(field, TextField())


def heads() -> Iterator[tuple]:
    """(kind, id, seq, head) of every case's own row, in the order of `verify_chains`."""
    for noun, model in sorted(case_models().items()):
        for row in model.objects.order_by("pk").values_list("pk", "ledger_seq", "ledger_head").iterator(CHUNK):
            yield (noun, *row)


def _journalled(ids: list[int]) -> dict[int, list]:
    rows = Entry.objects.filter(id__in=ids).values_list("id", "case_kind", "case_id", "seq", "link")
    return {pk: [pk, f"{kind}:{case}", seq, link] for pk, kind, case, seq, link in rows}
