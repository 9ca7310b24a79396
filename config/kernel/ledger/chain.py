"""Appending to a case's chain. The case's row is locked by the act, so no two entries can follow the same one."""

from datetime import UTC, datetime

from config.kernel.facts import canonical
from config.kernel.flows import Case
from config.kernel.ledger import keys, proof
from config.kernel.ledger.models import Entry


def next_entry(case: Case, *, act, fact, countersigner=None) -> Entry:
    """One entry for one act, not written yet; `case` gets its new place and head. The frame writes both."""
    entry = Entry(
        case_kind=case.noun(),
        case_id=case.pk,
        seq=case.ledger_seq + 1,
        at=fact.at,
        act=act.name,
        article=act.article,
        fact=fact.kind,
        seat_id=fact.by.pk,  # by their keys: Django takes twice the time to set an instance
        countersigner_id=countersigner.pk if countersigner else None,
        said=canonical(fact.said()),
        algorithm=keys.algorithm(),
    )
    entry.link = proof.link(entry.algorithm, keys.chain_key(), case.ledger_head, proof.content(plain(entry)))
    case.ledger_seq, case.ledger_head = entry.seq, entry.link
    return entry


def plain(entry: Entry) -> dict:
    """The entry as the proof reads it, from a model instance."""
    return as_read({**vars(entry), "seat": entry.seat_id, "countersigner": entry.countersigner_id})


def as_read(row: dict) -> dict:
    """The one form of a row's instant and of a missing countersigner, whatever database it came from."""
    return {**row, "at": instant(row["at"]), "countersigner": row["countersigner"] or ""}


def instant(at: datetime | str) -> str:
    """UTC with microseconds. SQLite keeps text: one that is no instant stays as it is, and will not verify."""
    if isinstance(at, str):
        try:
            at = datetime.fromisoformat(at)
        except ValueError:
            return str(at)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
