"""A spreadsheet of legacy agreements, read cell by cell: every fault has its row and its column (Art. 16)."""

from datetime import date, datetime
from typing import Any, BinaryIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

COLUMNS = {
    "zone": "专区",
    "credit_code": "统一社会信用代码",
    "original_number": "协议编号",
    "signed_on": "签署日期",
    "starts_on": "起始日期",
    "ends_on": "终止日期",
    "state": "状态",
    "parties": "协议各方",
    "terms": "授权内容",
}
DAYS = ("signed_on", "starts_on", "ends_on")
STATES = {"生效": "in_force", "中止": "suspended"}
MOST_ROWS = 1_000


def read(file: BinaryIO) -> tuple[list[dict[str, Any]], dict[int, list[str]]]:
    """(rows, row → what cannot be read in it); row 0 is the sheet itself. A row with a fault is not among the rows."""
    try:
        sheet = load_workbook(file, read_only=True, data_only=True).active
        lines = list(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 2)) if sheet else []
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError):
        return [], {0: [_("This is no spreadsheet that can be read (.xlsx).")]}
    heads = [str(cell or "").strip() for cell in lines[0]] if lines else []
    missing = [title for title in COLUMNS.values() if heads.count(title) != 1]
    if missing:
        return [], {0: [_("The sheet has no such column, or has it twice: %(title)s.") % {"title": t} for t in missing]}
    if len(lines) > MOST_ROWS + 1:
        return [], {0: [_("The sheet has more than %(most)s rows.") % {"most": MOST_ROWS}]}
    places = {name: heads.index(title) for name, title in COLUMNS.items()}
    rows, faults = [], {}
    for number, line in enumerate(lines[1:], 2):
        if not any(cell not in (None, "") for cell in line):
            continue
        row, wrong = _row(number, {name: line[place] for name, place in places.items()})
        if wrong:
            faults[number] = wrong
        else:
            rows.append(row)
    return rows, faults


def _row(number: int, cells: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    row: dict[str, Any] = {"row": number}
    wrong = []
    for name, cell in cells.items():
        said = {"title": COLUMNS[name]}
        if name in DAYS:
            row[name] = _day(cell)
            if row[name] is None:
                wrong.append(_("Write a day as YYYY-MM-DD: %(title)s.") % said)
        elif not isinstance(cell, str | int) or isinstance(cell, bool) or not str(cell).strip():
            wrong.append(_("Write a text: %(title)s.") % said)
        else:
            row[name] = str(cell).strip()
    if not wrong:
        row["state"] = STATES.get(row["state"], row["state"])
        row["parties"] = [name.strip() for name in row["parties"].replace("，", "、").split("、") if name.strip()]
    return row, wrong


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(cell.strip()) if isinstance(cell, str) else None
    except ValueError:
        return None
