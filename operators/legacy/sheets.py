"""A spreadsheet of legacy agreements: which columns it has, and what its cells mean (Art. 16)."""

from typing import BinaryIO

from config.kernel.spreadsheets.reading import DAY, TEXT, Column, Faults, Row
from config.kernel.spreadsheets.reading import read as read_sheet

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
READ = {name: Column(title, DAY if name in DAYS else TEXT) for name, title in COLUMNS.items()}


def read(file: BinaryIO) -> tuple[list[Row], Faults]:
    """(rows, row → what cannot be read in it); row 0 is the sheet itself. A row with a fault is not among the rows."""
    rows, faults, _partial = read_sheet(file, READ)
    for row in rows:
        row["state"] = STATES.get(row["state"], row["state"])
        row["parties"] = [name.strip() for name in row["parties"].replace("，", "、").split("、") if name.strip()]
    return rows, faults
