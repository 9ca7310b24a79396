"""The scan of a decision, added before it is entered (Art. 13)."""

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only
from config.kernel.documents.models import Document
from config.kernel.documents.receiving import add
from config.kernel.standing import seat_refusals


def may_attach(report, *, by):
    """The recorder adds the scan of what the government decided (Art. 13)."""
    yield from seat_refusals(by, "13")
    yield from only(by, Role.RECORDER, kinds=("authority",), article="13")


def attach(report, file, *, by, at, name: str) -> Document:
    """Keep the scan with its report. Raises Refused."""
    return add(report, file, may_attach, by=by, at=at, name=name)
