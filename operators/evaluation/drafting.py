"""Evidence of a self-report or an appeal, added before it is named (Art. 33)."""

from django.utils.translation import gettext as _

from config.kernel.documents.models import Document
from config.kernel.documents.receiving import add
from config.kernel.refusals import Refusal
from config.kernel.standing import seat_refusals
from operators.evaluation.models import Evaluation
from operators.oversight.rules import the_operator


def may_attach(evaluation, *, by):
    """Whoever speaks for the operator, until the result is final or exempted (Art. 33)."""
    yield from seat_refusals(by, "33")
    yield from the_operator(by, evaluation.agreement, "33")
    if evaluation.state not in Evaluation.RUNNING:
        yield Refusal("over", _("This is closed; nothing is added to it."), article="33")


def attach(evaluation, file, *, by, at, name: str) -> Document:
    """Keep the evidence with its evaluation. Raises Refused."""
    return add(evaluation, file, may_attach, by=by, at=at, name=name)
