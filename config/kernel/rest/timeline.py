"""What happened to a case, for those who may see it."""

import json
from typing import Any

from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import from_within
from config.kernel.accounts.roles import Role
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


def _of_one_body(seat: Seat, acting: Seat) -> bool:
    """Experts and registered persons share a body with people whom they do not know."""
    return seat == acting or (seat.body_id == acting.body_id and seat.role not in (Role.EXPERT, Role.PERSON))


def who(acting: Seat, seat: Seat | None) -> dict[str, Any]:
    """A seat in words. Persons are named within their own body and to the offices; to others the body answers."""
    named = seat is not None and (_of_one_body(seat, acting) or from_within(seat))
    return {
        "person": acting.user.full_name if named else None,
        "role": acting.role,
        "role_name": acting.get_role_display(),
        "body": acting.body.name,
    }
