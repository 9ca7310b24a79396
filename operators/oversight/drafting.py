"""Files of an incident, a breach or an interview, added before they are named (Art. 31)."""

from django.utils.translation import gettext as _

from config.kernel.documents.models import Document
from config.kernel.documents.receiving import add
from config.kernel.refusals import Refusal
from config.kernel.standing import seat_refusals
from operators.oversight.rules import the_operator


def may_attach(case, *, by):
    """Whoever speaks for the operator adds evidence until it is over (Art. 31)."""
    yield from seat_refusals(by, "31")
    yield from the_operator(by, case.agreement, "31")
    if case.state in ("closed", "withdrawn"):
        yield Refusal("over", _("This is closed; nothing is added to it."), article="31")


def attach(case, file, *, by, at, name: str) -> Document:
    """Keep the evidence with its case. Raises Refused."""
    return add(case, file, may_attach, by=by, at=at, name=name)
