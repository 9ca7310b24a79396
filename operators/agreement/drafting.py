"""The scan of a stamped paper, added before it is lodged (Art. 14; house default)."""

from django.db import transaction

from config.kernel.documents.models import Document
from config.kernel.documents.receiving import receive
from config.kernel.refusals import Refused
from config.kernel.standing import seat_refusals
from operators.agreement.models import Agreement
from zones.zone.rules import authority_officer


def may_attach(agreement, *, by):
    """An officer of the authority adds what a party stamped on paper (Art. 14)."""
    yield from seat_refusals(by, "14")
    yield from authority_officer(by, "14")


def attach(agreement, file, *, by, at, name: str) -> Document:
    """Keep the scan with its agreement. Raises Refused."""
    with transaction.atomic():
        agreement = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
        if refusals := list(may_attach(agreement, by=by)):
            raise Refused(refusals)
        return receive(file, name=name, case=agreement, by=by, at=at)
