"""The scoring sheet of one assessor in a round as a spreadsheet: its columns, and what its cells hold (Art. 33)."""

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from config.kernel.spreadsheets.making import Made, written
from config.kernel.spreadsheets.reading import NUMBER, TEXT, Column, Reading
from config.kernel.spreadsheets.reading import read as read_sheet

COLUMNS = {
    "number": Made("考核评估编号", 22),
    "operator": Made("运营单位", 32),
    "credit_code": Made("统一社会信用代码", 24),
    "indicator": Made("指标编号", 10),
    "title": Made("指标", 40),
    "weight": Made("权重", 8),
    "span": Made("分值范围", 10),
    "value": Made("得分", 10, asked=True, between=(0, 100)),
    "remark": Made("意见", 40, asked=True),
}
KINDS = {"number": TEXT, "operator": TEXT, "credit_code": TEXT, "indicator": TEXT, "value": NUMBER, "remark": TEXT}
READ = {name: Column(COLUMNS[name].title, kind, optional=name == "remark") for name, kind in KINDS.items()}
TITLE, SPAN = "评分表", "0至100"
MOST_ROWS = 5_000  # house default


def make(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The sheet as an .xlsx file; a row has the columns but `span`."""
    return written(TITLE, COLUMNS, ({**row, "span": SPAN} for row in rows))


def read(file: BinaryIO) -> Reading:
    """Its rows: which operator's which indicator, the score as a number, the remark."""
    return read_sheet(file, READ, MOST_ROWS)
