import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghu.kit.errors import Unreadable
from tonghu.kit.sheets import Row, read_sheet, write_sheet

HEADINGS = ["日期", "地点", "场次"]


def workbook(*lines: list[object], title: str = "Sheet") -> io.BytesIO:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = title
    for line in lines:
        book.active.append(line)
    file = io.BytesIO()
    book.save(file)
    return file


def written(*rows: list[object], headings: list[str] | None = None) -> io.BytesIO:
    file = io.BytesIO()
    write_sheet(file, title="活动", scope_line="永安县 · 2026年", headings=headings or HEADINGS, rows=rows)
    return file


def test_headings_are_found_below_titles_and_rows_keep_their_numbers() -> None:
    book = workbook(["永安县活动登记表"], [], [None, "日期 ", "地　点", "场次"], [], [None, "3.8", "青石镇", "１２"])
    sheet = read_sheet(book, headings=["日期", "地 点", "场次"])
    assert sheet.headings == {"B": "日期", "C": "地 点", "D": "场次"}
    assert [row.number for row in sheet.rows] == [5]
    assert sheet.column_of("场次") == "D"
    assert sheet.column_of("人数") is None
    assert [cell.value for cell in sheet.rows[0].cells] == ["3.8", "青石镇", "１２"]
    assert sheet.rows[0].at("D") == "１２"
    assert sheet.rows[0].at("Z") is None


def test_without_known_headings_the_first_wide_row_is_taken() -> None:
    sheet = read_sheet(workbook(["活动登记表"], ["日期", "地点"], [date(2026, 3, 8), "青石镇"]))
    assert sheet.headings == {"A": "日期", "B": "地点"}
    assert sheet.rows[0].at("A") == datetime(2026, 3, 8)


def test_a_later_sheet_with_the_headings_is_found_and_a_hidden_one_is_not() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["填表说明"])
    hidden = book.create_sheet("旧表")
    hidden.append(HEADINGS)
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("登记表")
    shown.append(HEADINGS)
    shown.append(["3.8", "青石镇", 3])
    file = io.BytesIO()
    book.save(file)
    assert read_sheet(file, headings=HEADINGS).title == "登记表"


def test_formulas_give_their_values() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ["3.8", "青石镇"])
        sheet.write_formula(1, 2, "=1+2", value=3)
    assert read_sheet(file, headings=HEADINGS).rows[0].at("C") == 3


def test_too_many_rows() -> None:
    book = workbook(HEADINGS, *[["3.8", "青石镇", number] for number in range(4)])
    assert len(read_sheet(book, headings=HEADINGS, most_rows=4).rows) == 4
    with pytest.raises(Unreadable, match="3"):
        read_sheet(book, headings=HEADINGS, most_rows=3)


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")


def package(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return file.getvalue()


def bomb() -> bytes:
    return package({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b" " * (201 * 1024 * 1024)})


def entities() -> bytes:
    return package({"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'})


@pytest.mark.parametrize(
    "content",
    [
        b"", b"date,place\n3.8,here\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, encrypted(),
        b"PK\x03\x04broken", package({"word/document.xml": b""}), package({"xl/workbook.xml": b"<broken"}),
        entities(), workbook(HEADINGS).getvalue()[:-900], workbook().getvalue(),
        workbook(["姓名", "电话"], ["某", "1"]).getvalue(), bomb(),
    ],
    ids=["empty", "csv", "xls", "locked", "broken", "docx", "broken part", "entities", "cut off", "blank",
         "other headings", "bomb"],
)  # fmt: skip
def test_files_that_cannot_be_read(content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\S"):
        read_sheet(io.BytesIO(content), headings=HEADINGS)


def test_types_survive() -> None:
    book = openpyxl.load_workbook(
        written([date(2026, 3, 8), "青石镇", 3], [datetime(2026, 3, 8, 9), None, Decimal("8400.5")])
    )
    sheet = book.active
    assert sheet is not None
    assert [cell.value for cell in sheet[3]] == HEADINGS
    assert (sheet["A1"].value, sheet["A2"].value) == ("活动", "永安县 · 2026年")
    assert (sheet["A4"].value, sheet["A4"].number_format) == (datetime(2026, 3, 8), "yyyy-mm-dd")
    assert (sheet["C4"].value, sheet["C4"].data_type) == (3, "n")
    assert (sheet["C5"].value, sheet["C5"].number_format) == (8400.5, "#,##0.00")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:C5")
    assert sheet.column_dimensions["A"].width > 16


DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "https://example.org",
    "=cmd|' /C calc'!A0",
    "0012",
    "1e5",
]


def test_no_text_becomes_a_formula_a_link_or_a_number() -> None:
    file = written(*[[text, text, text] for text in DANGEROUS], headings=["=A1", "+1", "@"])
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    for row in sheet.iter_rows(min_row=3):
        assert {cell.data_type for cell in row} == {"s"}
        assert all(cell.hyperlink is None for cell in row)
    with zipfile.ZipFile(file) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_long_codes_keep_every_digit() -> None:
    sheet = openpyxl.load_workbook(written([990101201503080027, 990103105207, float("nan")])).active
    assert sheet is not None
    assert [cell.value for cell in sheet[4]] == ["990101201503080027", 990103105207, "nan"]


def test_a_path_is_written_and_rows_are_taken_one_by_one(tmp_path: Path) -> None:
    rows = ([number, "青石镇", True] for number in range(3))
    path = tmp_path / "a.xlsx"
    assert write_sheet(path, title="[a]:*?/\\'", scope_line="", headings=HEADINGS, rows=rows) == 3
    with path.open("rb") as file:
        assert [row.at("A") for row in read_sheet(file, headings=HEADINGS).rows] == [0, 1, 2]


text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Cn")), min_size=1)
numbers = st.integers(min_value=-(10**14), max_value=10**14)
days = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(days, text, numbers), max_size=5))
def test_what_is_written_is_read_back(rows: list[tuple[date, str, int]]) -> None:
    read = read_sheet(written(*[list(row) for row in rows]), headings=HEADINGS).rows

    def values(row: Row) -> tuple[object, ...]:
        day = row.at("A")
        return (day.date() if isinstance(day, datetime) else day, row.at("B"), row.at("C"))

    assert [values(row) for row in read] == rows
