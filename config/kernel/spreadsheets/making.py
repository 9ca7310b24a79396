"""A spreadsheet to be filled in: protected but for the cells that are asked for (house:3)."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from config.kernel.spreadsheets.plain import plain

BOLD, WRAPPED = Font(bold=True), Alignment(vertical="top", wrap_text=True)
ASKED_FOR = PatternFill("solid", start_color="FFFDF3D0")


class Made(NamedTuple):
    """A column that is written: its heading, its width in signs, whether its cells can be filled in, and between which
    numbers."""

    title: str
    width: int
    asked: bool = False
    between: tuple[int, int] | None = None


def written(title: str, columns: Mapping[str, Made], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """An .xlsx file of one sheet. `rows`: name of the column → text, number or None for an empty cell."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append([column.title for column in columns.values()])
    for row in rows:
        sheet.append([_cell(row[name]) for name in columns])
    for place, column in enumerate(columns.values(), 1):
        _form(sheet, get_column_letter(place), column)
    sheet.freeze_panes = "A2"
    sheet.protection.enable()
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(value: Any) -> Any:
    """A text without the control characters that XML cannot hold."""
    return plain(ILLEGAL_CHARACTERS_RE.sub("", value)) if isinstance(value, str) else value


def _form(sheet, letter: str, column: Made) -> None:
    sheet.column_dimensions[letter].width = column.width
    for cell in sheet[letter]:
        cell.alignment = WRAPPED
        if cell.row == 1:
            cell.font = BOLD
        elif column.asked:
            cell.protection, cell.fill = Protection(locked=False), ASKED_FOR
    if column.between and sheet.max_row > 1:
        least, most = column.between
        wanted = DataValidation(type="decimal", operator="between", formula1=str(least), formula2=str(most))
        wanted.showErrorMessage = True
        wanted.add(f"{letter}2:{letter}{sheet.max_row}")
        sheet.add_data_validation(wanted)
