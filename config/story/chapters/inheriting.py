"""Chapter 6: what was signed before the measures is taken over from a spreadsheet, on its own terms (Art. 16)."""

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from config.kernel.accounts.queries import the
from config.story import cast
from config.story.chapters import calling, present
from operators.agreement import actions as agreements
from operators.legacy import actions as legacy
from operators.legacy.sheets import COLUMNS, read
from zones.rulebook.queries import current

ROWS = (
    (cast.LUTONG, "京交数协〔2023〕3号", date(2023, 6, 20), date(2023, 7, 1), date(2028, 6, 30)),
    (
        cast.HENGTONG,
        "京交数协〔2026〕1号",
        date(2026, 3, 2),
        date(2026, 4, 1),
        date(2028, 6, 30),
    ),  # too late
)
TERMS = "授权乙方运营本市公共交通运行数据，按原协议约定的范围、方式和期限执行。"


def take_over(story, plot) -> None:
    """A row that is no legacy agreement keeps the whole list back; nothing of what was taken over is amended here."""
    calling.establish(story, plot)
    officer, rows = present.authority(story), spreadsheet(plot, ROWS)
    story.refused(legacy.lodge, the("authority"), by=officer, code="signed_on", rows=rows, rulebook=current())
    confirm(story, plot, ROWS[:1])
    text = "拟按本办法补充授权内容。"
    story.refused(agreements.draft_amendment, present.agreement(plot), by=officer, code="own_terms", reason=text)


def confirm(story, plot, rows) -> None:
    """One officer lodges them, another confirms them."""
    officer, other = present.authority(story), story.seat("陈立", "officer")
    given = spreadsheet(plot, rows)
    lodged = story.do(legacy.lodge, the("authority"), by=officer, rows=given, rulebook=current())
    story.refused(legacy.confirm, lodged, by=officer, code="same_person")
    story.do(legacy.confirm, lodged, by=other)


def spreadsheet(plot, rows) -> list[dict]:
    """The rows of a real file, read as they are read from an officer's."""
    book, file = Workbook(), BytesIO()
    sheet = book.active
    sheet.append(list(COLUMNS.values()))
    for company, number, *days in rows:
        sheet.append([plot.zone, company.credit_code, number, *days, "生效", cast.TRANSPORT, TERMS])
    book.save(file)
    file.seek(0)
    found, faults = read(file)
    if faults:
        raise AssertionError(faults)
    return found
