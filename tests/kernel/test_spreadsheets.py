"""A spreadsheet is read cell by cell and believed in nothing; what is written into one is never a formula (house:3)."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from config.kernel.spreadsheets.making import Made, written
from config.kernel.spreadsheets.plain import as_written, plain
from config.kernel.spreadsheets.reading import DAY, MOST_UNPACKED, NUMBER, TEXT, Column, read

pytestmark = pytest.mark.article("house:3")
COLUMNS = {"name": Column("名称", TEXT), "score": Column("得分", NUMBER), "on": Column("日期", DAY),
           "remark": Column("意见", TEXT, optional=True)}  # fmt: skip
HEADS = [column.title for column in COLUMNS.values()]
GOOD = ["甲", 85.1, date(2026, 7, 1), None]


def book(*lines, heads=HEADS) -> BytesIO:
    made, kept = Workbook(), BytesIO()
    for line in (heads, *lines):
        made.active.append(line)
    made.save(kept)
    return kept


def faults(*lines) -> dict[int, list[str]]:
    return read(book(*lines), COLUMNS).faults


def test_each_cell_is_read_as_what_its_column_holds():
    rows, wrong, partial = read(
        book(GOOD, [], ["乙", 90, "2026-07-02", "好"], [3, 0, datetime(2026, 7, 3), ""]), COLUMNS
    )
    assert (wrong, partial) == ({}, [])
    assert rows == [
        {"row": 2, "name": "甲", "score": Decimal("85.1"), "on": date(2026, 7, 1), "remark": ""},
        {"row": 4, "name": "乙", "score": Decimal(90), "on": date(2026, 7, 2), "remark": "好"},
        {"row": 5, "name": "3", "score": Decimal(0), "on": date(2026, 7, 3), "remark": ""},
    ]


@pytest.mark.parametrize(
    ("place", "cell"),
    [(0, None), (0, " "), (0, True), (0, date(2026, 7, 1)), (1, "85"), (1, None), (1, True), (1, "#N/A"), (2, "去年"),
     (2, 20260701), (1, "=40+45"), (3, "=1+1"), (3, True)],
)  # fmt: skip
def test_a_cell_that_is_something_else_is_named_with_its_row_and_column(place, cell):
    line = [*GOOD[:place], cell, *GOOD[place + 1 :]]
    wrong = faults(GOOD, line, GOOD)
    assert list(wrong) == [3] and len(wrong[3]) == 1 and HEADS[place] in wrong[3][0]
    (left,) = read(book(GOOD, line, GOOD), COLUMNS).partial
    assert set(left) == {"row", *COLUMNS} - {list(COLUMNS)[place]}


def test_all_faults_of_a_row_are_named_at_once():
    assert {row: len(said) for row, said in faults(["", "x", "x", "=1"], GOOD, ["", 1, "x"]).items()} == {2: 4, 4: 2}


def test_a_column_that_is_missing_or_there_twice_is_named():
    rows, wrong, partial = read(book(GOOD, heads=["名称", "分数", "日期", "意见", "日期"]), COLUMNS)
    assert rows == partial == [] and list(wrong) == [0]
    assert [title for title in HEADS if any(title in said for said in wrong[0])] == ["得分", "日期"]


def test_a_sheet_has_at_most_so_many_rows():
    assert len(read(book(*[GOOD] * 5), COLUMNS, most_rows=5)[0]) == 5
    assert list(read(book(*[GOOD] * 6), COLUMNS, most_rows=5)[1]) == [0]


def with_part(name: str, content: bytes) -> BytesIO:
    """A whole workbook of which one part is another."""
    whole, changed = zipfile.ZipFile(book(GOOD)), BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in whole.namelist():
            archive.writestr(part, content if part == name else whole.read(part))
        if name not in whole.namelist():
            archive.writestr(name, content)
    return changed


SHEET = "xl/worksheets/sheet1.xml"
ROW = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
NO_SHEETS = {
    "empty": BytesIO(),
    "a text": BytesIO("名称,得分\n甲,85\n".encode()),
    "cut off": BytesIO(book(GOOD).getvalue()[:-200]),
    "another ZIP": with_part("[Content_Types].xml", b"<Types/>"),
    "entities": with_part(SHEET, ENTITIES.encode()),
    "entities in UTF-16": with_part(SHEET, ENTITIES.encode("utf-16")),
    "no XML": with_part(SHEET, b"\0" * 100),
    "unpacks to far more": with_part("xl/media/image1.png", b"\0" * (MOST_UNPACKED + 1)),
    "a row far below": with_part(SHEET, ROW.format('<row r="1048576"><c r="A1048576"><v>1</v></c></row>').encode()),
    "rows without end": with_part(SHEET, ROW.format('<row r="1"/>' * 100_000).encode()),
}


@pytest.mark.parametrize("name", NO_SHEETS)
def test_what_is_no_sheet_of_a_usual_size_is_refused_as_a_whole(name):
    rows, wrong, partial = read(NO_SHEETS[name], COLUMNS)
    assert rows == partial == [] and list(wrong) == [0]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "'=1"])
def test_no_text_becomes_a_formula_and_what_was_written_comes_back(text):
    assert plain(text).startswith("'") and as_written(plain(text)) == as_written(text)
    file = BytesIO(written("表", {"name": Made("名称", 20)}, [{"name": f"{text}\x01"}]))
    (cell,) = (row[0] for row in load_workbook(file).active.iter_rows(min_row=2))
    assert cell.data_type == "s" and cell.value.startswith("'")
    assert read(file, {"name": COLUMNS["name"]})[0] == [{"row": 2, "name": as_written(text).strip()}]


@pytest.mark.parametrize("text", ["甲", "a=b", "1-1", "'quoted'", ""])
def test_other_texts_are_left_as_they_are(text):
    assert plain(text) == as_written(text) == text


def test_only_the_cells_that_are_asked_for_can_be_filled_in():
    columns = {"name": Made("名称", 20), "score": Made("得分", 10, asked=True, between=(0, 100))}
    rows = [{"name": "甲", "score": None}, {"name": "乙", "score": Decimal("85.10")}]
    sheet = load_workbook(BytesIO(written("评分表", columns, rows))).active
    assert sheet.protection.sheet and sheet.title == "评分表"
    assert [[cell.protection.locked for cell in row] for row in sheet.iter_rows()] == [
        [True, True], [True, False], [True, False],
    ]  # fmt: skip
    (wanted,) = sheet.data_validations.dataValidation
    assert (str(wanted.sqref), wanted.formula1, wanted.formula2) == ("B2:B3", "0", "100")
    assert [cell.value for cell in sheet["B"]] == ["得分", None, 85.1]
