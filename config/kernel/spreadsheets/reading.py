"""A spreadsheet with named columns, read cell by cell: every fault has its row and its column (house:3).

Nothing in it is believed: what it unpacks to and how many rows it has is bounded, a formula is not taken for what it
once came to, and a file that no office program writes is none.
"""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook

from config.kernel.spreadsheets.plain import as_written

MOST_ROWS = 1_000  # house default
MOST_COLUMNS = 100
MOST_UNPACKED = 32 * 1024 * 1024  # bytes, some hundred times what such a sheet has; house default
MOST_PARTS = 1_000


class Kind(NamedTuple):
    """What a cell may hold: `read` gives it, or None for what is none; `said` asks for it, naming the column."""

    read: Callable[[Any], Any]
    said: Any


class Column(NamedTuple):
    """A column by its heading. An `optional` one may have empty cells, which are read as ""."""

    title: str
    kind: Kind
    optional: bool = False


Row = dict[str, Any]
Faults = dict[int, list[str]]


class Reading(NamedTuple):
    """The rows, each as name → value, and "row": its number in the sheet. `faults`: row → what cannot be read in it;
    row 0 is the sheet itself. Of a row with a fault, what could be read stands in `partial` and not in `rows`."""

    rows: list[Row]
    faults: Faults
    partial: list[Row]


def read(file: BinaryIO, columns: Mapping[str, Column], most_rows: int = MOST_ROWS) -> Reading:
    """Every row that is not empty."""
    lines = _lines(file, most_rows + 2)
    if isinstance(lines, str):
        return _no_sheet(lines)
    heads = [str(cell.value or "").strip() for cell in lines[0]] if lines else []
    missing = [column.title for column in columns.values() if heads.count(column.title) != 1]
    if missing:
        said = _("The sheet has no such column, or has it twice: %(title)s.")
        return _no_sheet(*(said % {"title": title} for title in missing))
    if len(lines) > most_rows + 1:
        return _no_sheet(_("The sheet has more than %(most)s rows.") % {"most": most_rows})
    places = {name: heads.index(column.title) for name, column in columns.items()}
    found = Reading([], {}, [])
    for number, line in enumerate(lines[1:], 2):
        if all(cell.value in (None, "") for cell in line):
            continue
        row, wrong = _row(columns, {name: line[place] for name, place in places.items()})
        (found.partial if wrong else found.rows).append({"row": number, **row})
        if wrong:
            found.faults[number] = wrong
    return found


def _no_sheet(*said: str) -> Reading:
    return Reading([], {0: list(said)}, [])


def _lines(file: BinaryIO, most: int) -> list[tuple] | str:
    """The cells of the first so many lines; a sentence where there are none to be read."""
    try:
        if not _fits(file):
            return _("This file unpacks to far more than its size.")
        book = load_workbook(file, read_only=True, keep_links=False)
        sheet = book.active
        sheet.reset_dimensions()  # which the file only asserts
        return list(islice(sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS), most))
    except Exception:  # a made-up file breaks the reader in many ways: BadZipFile, KeyError, ParseError, TypeError …
        return _("This is no spreadsheet that can be read (.xlsx).")


def _fits(file: BinaryIO) -> bool:
    """Whether it unpacks to no more than a sheet needs. Raises what zipfile raises, and ValueError for a part with a
    document type: no office program writes one, and entities grow without end in it."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            return False
        for part in parts:
            if b"<!DOCTYPE" in archive.read(part).replace(b"\0", b""):
                raise ValueError(part.filename)
    file.seek(0)
    return True


def _row(columns: Mapping[str, Column], cells: Mapping[str, Any]) -> tuple[Row, list[str]]:
    row: Row = {}
    wrong = []
    for name, cell in cells.items():
        column = columns[name]
        said = {"title": column.title}
        if cell.data_type in ("f", "e"):
            wrong.append(_("A formula is not taken; write what it comes to: %(title)s.") % said)
        elif column.optional and cell.value in (None, ""):
            row[name] = ""
        elif (value := column.kind.read(cell.value)) is None:
            wrong.append(str(column.kind.said) % said)
        else:
            row[name] = value
    return row, wrong


def _text(cell: Any) -> str | None:
    if not isinstance(cell, str | int) or isinstance(cell, bool):
        return None
    return as_written(str(cell)).strip() or None


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(cell.strip()) if isinstance(cell, str) else None
    except ValueError:
        return None


def _number(cell: Any) -> Decimal | None:
    """As it is shown: 85.1 is that, and not the nearest binary fraction. A text of digits is a text."""
    return Decimal(str(cell)) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


TEXT = Kind(_text, gettext_lazy("Write a text: %(title)s."))
DAY = Kind(_day, gettext_lazy("Write a day as YYYY-MM-DD: %(title)s."))
NUMBER = Kind(_number, gettext_lazy("Write a number: %(title)s."))
