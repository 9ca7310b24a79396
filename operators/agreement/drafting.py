"""The scan of a stamped paper, added before it is lodged (Art. 14; house default)."""

from config.kernel.documents.models import Document
from config.kernel.documents.receiving import add
from config.kernel.standing import seat_refusals
from zones.zone.rules import authority_officer


def may_attach(agreement, *, by):
    """An officer of the authority adds what a party stamped on paper (Art. 14)."""
    yield from seat_refusals(by, "14")
    yield from authority_officer(by, "14")


def attach(agreement, file, *, by, at, name: str) -> Document:
    """Keep the scan with its agreement. Raises Refused."""
    return add(agreement, file, may_attach, by=by, at=at, name=name)
