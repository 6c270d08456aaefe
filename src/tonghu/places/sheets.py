"""A list of divisions as an office keeps it in a workbook or a .csv file, checked row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from tonghu.kit.codes import parent_of, parse_place
from tonghu.kit.errors import Unreadable
from tonghu.kit.sheets import Cell, Row, Sheet, Value, read_sheet
from tonghu.kit.text import normal
from tonghu.places.checks import check_name
from tonghu.places.drafts import PlaceDraft

CODES = ("代码", "区划代码", "行政区划代码", "统计用区划代码", "Code")
NAMES = ("名称", "区划名称", "行政区划名称", "Name")
NAMES_EN = ("英文名称", "English name")
MOST_ROWS = 100_000
"""A large province with all its villages."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as in Excel, the draft where it is good, else a sentence why it is not."""

    number: int
    draft: PlaceDraft | None = None
    wrong: str = ""


def read_divisions(path: Path) -> Sheet:
    """The table of an .xlsx or .csv file.

    Raises:
        Unreadable: a sentence, where it is neither or has no column for code or name.
        OSError: the file cannot be opened.
    """
    if path.suffix.lower() == ".csv":
        sheet = _from_csv(path.name, path.read_bytes())
    else:
        with path.open("rb") as file:
            sheet = read_sheet(file, headings=(*CODES, *NAMES), most_rows=MOST_ROWS)
    if not (_column(sheet, CODES) and _column(sheet, NAMES)):
        raise _no_headings()
    return sheet


def check_divisions(sheet: Sheet, *, registered: Collection[int]) -> list[Line]:
    """Every row by itself, then whether the division above it is registered or in the sheet.

    Args:
        registered: 12-digit codes of the divisions that are there.
    """
    first: dict[int, tuple[int, str]] = {}
    lines = [_line(row, sheet, first) for row in sheet.rows]
    return [_below_something(line, first.keys(), registered) for line in lines]


def _line(row: Row, sheet: Sheet, first: dict[int, tuple[int, str]]) -> Line:
    try:
        code = parse_place(_text(row, sheet, CODES))
        name = normal(_text(row, sheet, NAMES))
        # a row that is bad otherwise still stands above others
        number, before = first.setdefault(code, (row.number, name))
        check_name(name)
    except Unreadable as error:
        return Line(row.number, wrong=str(error))
    except ValidationError as error:
        return Line(row.number, wrong=" ".join(error.messages))
    if name != before:
        said = {"code": code, "number": number, "name": before}
        return Line(row.number, wrong=_("%(code)s stands in row %(number)s as “%(name)s” already.") % said)
    return Line(row.number, PlaceDraft(code=code, name=name, name_en=normal(_text(row, sheet, NAMES_EN))))


def _below_something(line: Line, listed: Collection[int], registered: Collection[int]) -> Line:
    parent = parent_of(line.draft.code) if line.draft else None
    if parent is None or parent in listed or parent in registered:
        return line
    said = {"parent": parent}
    return Line(line.number, wrong=_("%(parent)s above it is neither registered nor in this file.") % said)


def _column(sheet: Sheet, names: Collection[str]) -> str | None:
    wanted = {name.casefold() for name in names}
    return next((column for column, name in sheet.headings.items() if name.casefold() in wanted), None)


def _text(row: Row, sheet: Sheet, names: Collection[str]) -> str:
    column = _column(sheet, names)
    value: Value = row.at(column) if column else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _from_csv(title: str, content: bytes) -> Sheet:
    lines = _filled(content)
    known = {name.casefold() for name in (*CODES, *NAMES)}
    for _number, values in lines:
        if sum(value.casefold() in known for value in values) >= 2:
            headings = {get_column_letter(index): value for index, value in enumerate(values, start=1) if value}
            return Sheet(title, headings, [_row(number, values) for number, values in lines])
    raise _no_headings()


def _filled(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, as comma- or tab-separated text in UTF-8 or GB 18030 holds them."""
    text = _decoded(content)
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
        cleaned = [normal(value) for value in values]
        if any(cleaned):
            yield number, cleaned


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The text of this file cannot be read. Please save it as .xlsx or as .csv in UTF-8."))


def _row(number: int, values: list[str]) -> Row:
    return Row(number, [Cell(get_column_letter(index), value or None) for index, value in enumerate(values, start=1)])


def _no_headings() -> Unreadable:
    said = {"headings": f"{CODES[0]}、{NAMES[0]}"}
    return Unreadable(_("The row of headings was not found. Expected are: %(headings)s.") % said)
