"""What happened to a case, for those who may see it."""

import json
from typing import Any

from config.kernel.accounts.models import Seat
from config.kernel.citations import cite
from config.kernel.ledger.models import Entry
from config.kernel.ledger.queries import seen_by


def told(case, seat: Seat | None) -> list[dict[str, Any]]:
    """One line an entry, oldest first; what this seat may not see is absent."""
    return [line(entry, seat) for entry in seen_by(seat, case)]


def line(entry: Entry, seat: Seat | None) -> dict[str, Any]:
    """An entry: instant, who, act, article, what was said, and the ledger's hash."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "act": entry.act,
        "title": entry.title,
        "article": cite(entry.article),
        "fact": entry.fact,
        "by": who(entry.seat, seat),
        "countersigned_by": who(entry.countersigner, seat) if entry.countersigner else None,
        "said": json.loads(entry.said),
        "hash": entry.link,
    }


def who(acting: Seat, seat: Seat | None) -> dict[str, Any]:
    """A seat in words. Persons are named within their own body and to the offices; to others the body answers."""
    named = seat is not None and (seat.body_id == acting.body_id or seat.in_office)
    return {
        "person": acting.user.full_name if named else None,
        "role": acting.role,
        "role_name": acting.get_role_display(),
        "body": acting.body.name,
    }
