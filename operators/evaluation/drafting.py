"""Evidence of a self-report or an appeal, and filled-in sheets, added before they are named (Art. 33)."""

from django.utils.translation import gettext as _

from config.kernel.documents.models import Document
from config.kernel.documents.receiving import add
from config.kernel.refusals import Refusal, Refused
from config.kernel.standing import seat_refusals
from operators.evaluation.importing import may_attach_sheet, may_take_sheet
from operators.evaluation.models import Evaluation
from operators.evaluation.queries import sheet_rows
from operators.evaluation.sheets import make
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


def attach_sheet(evaluation_round, file, *, by, at, name: str) -> Document:
    """Keep the filled-in sheet with its round. Raises Refused."""
    return add(evaluation_round, file, may_attach_sheet, by=by, at=at, name=name)


def sheet_for(evaluation_round, *, by) -> bytes:
    """The scoring sheet of the seat's body, to be filled in and sent back. Raises Refused."""
    if refusals := list(may_take_sheet(evaluation_round, by=by)):
        raise Refused(refusals)
    return make(sheet_rows(evaluation_round, by.body_id))
