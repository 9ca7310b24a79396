"""Scores taken from a spreadsheet: every fault of every row, and whose rows are good (Art. 33).

An operator is scored as a whole, so where one of its rows has a fault, none of them is good.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from dataclasses import field as kept
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from config.kernel.accounts.models import Seat
from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only
from config.kernel.documents.models import Document
from config.kernel.documents.receiving import of_case
from config.kernel.documents.sniffing import ALLOWED
from config.kernel.refusals import INPUT, NEVER, Refusal
from config.kernel.spreadsheets.reading import Row
from operators.evaluation.indicators import points
from operators.evaluation.models import Evaluation, Round
from operators.evaluation.queries import scored_by
from operators.evaluation.rules import may_score
from operators.evaluation.scoring import ScoreWords
from operators.evaluation.sheets import read
from operators.oversight.rules import OFFICES


@dataclass
class Taken:
    """What a sheet says: evaluation → its scores, where all of its rows are good; the faults; the rows left out."""

    document: Document
    good: dict[Evaluation, list[ScoreWords]] = kept(default_factory=dict)
    faults: list[Refusal] = kept(default_factory=list)
    left_out: list[int] = kept(default_factory=list)


def may_import_scores(evaluation_round, *, by, at, sheet: int = 0, good_rows_only: bool = False):
    """Whoever scores in the round: all that the sheet has, or of the operators whose rows are all good (Art. 33)."""
    yield from may_take_sheet(evaluation_round, by=by)
    if (document := _sheet(evaluation_round, by, sheet)) is None:
        yield _no("sheet", _("Add the sheet, a spreadsheet (.xlsx), to this round first."), "sheet")
        return
    taken = take(evaluation_round, by, at, document)
    if not (good_rows_only and taken.good):
        yield from taken.faults
    if not taken.faults and not taken.good:
        yield _no("rows", _("The sheet has no row."), "sheet")


def may_take_sheet(evaluation_round, *, by):
    """An officer of a body that scores in the round (Art. 33)."""
    yield from only(by, Role.OFFICER, kinds=OFFICES, article="33")
    if not scored_by(by.body_id).filter(round=evaluation_round).exists():
        yield Refusal("no_assessor", _("Your body scores nobody in this round."), "33", NEVER)


def may_attach_sheet(evaluation_round, *, by):
    """Whoever scores, until the results are published (Art. 33)."""
    yield from may_take_sheet(evaluation_round, by=by)
    if evaluation_round.state != Round.State.OPENED:
        yield Refusal("over", _("This is closed; nothing is added to it."), article="33")


def taken_from(evaluation_round: Round, by: Seat, at, sheet: int) -> Taken:
    """What the sheet of that id says; the rule has said that it is there."""
    return take(evaluation_round, by, at, Document.objects.get(pk=sheet))


def take(evaluation_round: Round, by: Seat, at, document: Document) -> Taken:
    """Read it whole: cell by cell, row by row, operator by operator."""
    taken = Taken(document)
    with document.file.open("rb") as file:
        reading = read(cast(BinaryIO, file))
    if 0 in reading.faults:
        taken.faults = list(_unread(reading.faults[0], "no_sheet", "sheet"))
        return taken
    wrong = {row: list(_unread(faults, "unread")) for row, faults in reading.faults.items()}
    operators = {one.number: one for one in scored_by(by.body_id).filter(round=evaluation_round)}
    rows = sorted([*reading.rows, *reading.partial], key=lambda row: row["row"])
    times = Counter((row.get("number"), row.get("indicator")) for row in rows)
    for row in rows:
        repeated = times[row.get("number"), row.get("indicator")] > 1
        wrong.setdefault(row["row"], []).extend(_row_faults(row, operators.get(row.get("number")), repeated))
    for evaluation in sorted(operators.values(), key=lambda one: one.pk):
        if own := [row for row in rows if row.get("number") == evaluation.number]:
            wrong[own[0]["row"]] += _operator_faults(evaluation, own, wrong, by, at)
            if not any(wrong[row["row"]] for row in own):
                taken.good[evaluation] = [_score(row) for row in own]
    taken.faults = [_in_row(row, no) for row in sorted(wrong) for no in wrong[row]]
    good = {evaluation.number for evaluation in taken.good}
    taken.left_out = [row["row"] for row in rows if row.get("number") not in good]
    return taken


def _unread(faults: list[str], code: str, field: str = "") -> Iterator[Refusal]:
    for said in faults:
        yield _no(code, said, field)


def _row_faults(row: Row, evaluation: Evaluation | None, repeated: bool) -> Iterator[Refusal]:
    """What is wrong with what could be read of a row."""
    if "number" in row and evaluation is None:
        yield _no("stranger", _("Your body scores no evaluation of this number in this round."))
    elif evaluation is not None:
        operator = evaluation.agreement.operator
        said = {"credit_code": operator.credit_code, "operator": operator.body.name.strip()}
        if any(row.get(name, said[name]) != said[name] for name in said):
            yield _no("stranger", _("The evaluation of this number is of another operator."))
    if repeated and {"number", "indicator"} <= set(row):
        yield _no("scored_twice", _("This indicator of this operator is there twice."))
    if "value" in row and points(str(row["value"])) is None:
        yield _no("out_of_range", _("A score is a number from 0 to 100 with at most two decimals."))


def _operator_faults(evaluation, own: list[Row], wrong, by, at) -> list[Refusal]:
    """What is wrong with an operator's rows together: what is missing, who may not score it, what is over.

    A row whose fault is named counts as scored, so that nothing is named twice.
    """
    seen = {row["indicator"]: "0" if wrong[row["row"]] else str(row["value"]) for row in own if "indicator" in row}
    scores: list[ScoreWords] = [{"indicator": key, "value": value} for key, value in seen.items()]
    return [replace(no, kind=INPUT) for no in may_score(evaluation, by=by, at=at, scores=scores)]


def _in_row(row: int, no: Refusal) -> Refusal:
    reason = _("Row %(row)s: %(fault)s") % {"row": row, "fault": no.reason}
    return replace(no, reason=reason, field=f"rows.{row}")


def _score(row: Row) -> ScoreWords:
    return {"indicator": row["indicator"], "value": str(row["value"]), "remark": row["remark"]}


def _sheet(evaluation_round, by, document: int) -> Document | None:
    """A spreadsheet that a seat of the same body has added to the round."""
    sheets = of_case(evaluation_round).filter(by__body_id=by.body_id, media_type=ALLOWED["xlsx"])
    return sheets.filter(pk=document).first()


def _no(code: str, said: str, field: str = "") -> Refusal:
    return Refusal(code, said, "33", INPUT, field)
