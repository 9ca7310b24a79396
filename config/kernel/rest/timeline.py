"""What happened to a case, for those who may see it."""

from typing import Any

from config.kernel.accounts.models import Seat
from config.kernel.accounts.queries import from_within
from config.kernel.accounts.roles import Role
from config.kernel.ledger.queries import seen_by
from config.kernel.rest.answers import Timeline


def told(case, seat: Seat | None) -> dict[str, Any]:
    """One line an entry, oldest first; what this seat may not see is absent. Persons are named within their own body
    and to the offices; to others the body answers."""
    named = {"names": lambda acting: seat is not None and (_of_one_body(seat, acting) or from_within(seat))}
    return Timeline({"results": seen_by(seat, case)}, context=named).data


def _of_one_body(seat: Seat, acting: Seat) -> bool:
    """Experts and registered persons share a body with people whom they do not know."""
    return seat == acting or (seat.body_id == acting.body_id and seat.role not in (Role.EXPERT, Role.PERSON))
