"""The scan of a decision, added before it is entered (Art. 13)."""

from django.db import transaction

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only
from config.kernel.documents.models import Document
from config.kernel.documents.receiving import receive
from config.kernel.refusals import Refused
from config.kernel.standing import seat_refusals
from operators.decision.models import Report


def may_attach(report, *, by):
    """The recorder adds the scan of what the government decided (Art. 13)."""
    yield from seat_refusals(by, "13")
    yield from only(by, Role.RECORDER, kinds=("authority",), article="13")


def attach(report, file, *, by, at, name: str) -> Document:
    """Keep the scan with its report. Raises Refused."""
    with transaction.atomic():
        report = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
        if refusals := list(may_attach(report, by=by)):
            raise Refused(refusals)
        return receive(file, name=name, case=report, by=by, at=at)
