"""A round's scoring sheet as an assessor takes it, fills it in and brings it back (Art. 33)."""

from io import BytesIO

from openpyxl import Workbook, load_workbook

from operators.evaluation.drafting import attach_sheet, sheet_for
from operators.evaluation.sheets import COLUMNS
from tests import stages_evaluation as lives
from tests.cast import later

DAY = lives.opens(1)
PLACES = {name: place for place, name in enumerate(COLUMNS)}


def lines_of(who, evaluation_round, by=None, value=80) -> list[list]:
    """The rows that the authority's (or another's) sheet has, filled in."""
    content = sheet_for(evaluation_round, by=by or who.officer)
    lines = [list(row) for row in load_workbook(BytesIO(content)).active.iter_rows(min_row=2, values_only=True)]
    for line in lines:
        line[PLACES["value"]] = value
    return lines


def file_of(lines, heads=None) -> bytes:
    book, kept = Workbook(), BytesIO()
    for line in (heads or [column.title for column in COLUMNS.values()], *lines):
        book.active.append(line)
    book.save(kept)
    return kept.getvalue()


def added(evaluation_round, by, content: bytes, name="评分表.xlsx") -> int:
    return attach_sheet(evaluation_round, BytesIO(content), by=by, at=later(days=DAY, minutes=1), name=name).pk


def changed(lines, row: int, **cells) -> list[list]:
    """The same with other cells in the row of that number in the sheet."""
    made = [list(line) for line in lines]
    for name, cell in cells.items():
        made[row - 2][PLACES[name]] = cell
    return made
