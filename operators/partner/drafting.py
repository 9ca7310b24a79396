"""Files of a partner's case, added before they are named (Arts 22-24)."""

from django.utils.translation import gettext as _

from config.kernel.documents.models import Document
from config.kernel.documents.receiving import add
from config.kernel.refusals import Refusal
from config.kernel.standing import seat_refusals
from operators.partner.models import UNFINISHED
from operators.partner.rules import the_operator


def may_attach(partner, *, by):
    """The operator adds contract and evidence until it is over (Art. 22)."""
    yield from seat_refusals(by, "22")
    yield from the_operator(by, partner.application, "22")
    if partner.state not in UNFINISHED:
        yield Refusal("over", _("This is closed; nothing is added to it."), article="22")


def attach(case, file, *, by, at, name: str) -> Document:
    """Keep the paper with its case. Raises Refused."""
    return add(case, file, may_attach, by=by, at=at, name=name)
