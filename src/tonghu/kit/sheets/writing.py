"""Writing a list as a workbook, row by row, in constant memory."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from os import PathLike
from typing import Any, BinaryIO
from unicodedata import east_asian_width

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

HEADING_ROW = 2
MOST_ROWS = 1_048_576 - HEADING_ROW - 1
MEASURED_ROWS = 500
NARROWEST, WIDEST = 8, 48
EXACT_DIGITS = 15
A4 = 9
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FORMATS = {
    "title": {"bold": True, "font_size": 14},
    "scope": {"font_color": "#5b6a68"},
    "heading": {"bold": True, "bg_color": "#e3ddd0", "bottom": 1, "text_wrap": True, "valign": "vcenter"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
    "money": {"num_format": "#,##0.00"},
}


class TooManyRows(ValueError):
    """The list does not fit into one worksheet; the message is a sentence to show."""


def write_sheet(
    target: str | PathLike[str] | BinaryIO,
    *,
    title: str,
    scope_line: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> int:
    """Write a list as .xlsx and return its number of rows.

    ``scope_line`` says whose and which records these are. Dates become dates, numbers numbers,
    ``Decimal`` money; all text stays text, so that none can run as a formula. Raises
    :class:`TooManyRows`.
    """
    with xlsxwriter.Workbook(target, OPTIONS) as workbook:
        formats = {name: workbook.add_format(style) for name, style in FORMATS.items()}
        sheet = workbook.add_worksheet(_sheet_name(title))
        sheet.write_string(0, 0, title, formats["title"])
        sheet.write_string(1, 0, scope_line, formats["scope"])
        widths = [_width(str(heading)) for heading in headings]
        for column, heading in enumerate(headings):
            sheet.write_string(HEADING_ROW, column, str(heading), formats["heading"])
        count = 0
        for count, values in enumerate(rows, start=1):
            if count > MOST_ROWS:
                raise TooManyRows(
                    _("The list has more than %(most)s rows. Please narrow it and export again.")
                    % {"most": f"{MOST_ROWS:,}"}
                )
            _write_row(sheet, HEADING_ROW + count, values, formats)
            if count <= MEASURED_ROWS:
                widths = [max(pair) for pair in zip(widths, map(_width, values), strict=True)]
        _lay_out(sheet, widths, count)
    return count


def _write_row(sheet: Any, row: int, values: Sequence[Any], formats: dict[str, Any]) -> None:
    for column, value in enumerate(values):
        if value is None or value == "":
            continue
        if isinstance(value, datetime):
            local = timezone.make_naive(value) if timezone.is_aware(value) else value
            sheet.write_datetime(row, column, local, formats["moment"])
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, formats["day"])
        elif isinstance(value, Decimal) and value.is_finite():
            sheet.write_number(row, column, value, formats["money"])
        elif _is_exact_number(value):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, _text(value))


def _is_exact_number(value: Any) -> bool:
    # Excel keeps 15 digits: a longer code would silently change.
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and (isinstance(value, float) or abs(value) < 10**EXACT_DIGITS)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


def _lay_out(sheet: Any, widths: Sequence[int], count: int) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, NARROWEST), WIDEST))
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    if widths:
        sheet.autofilter(HEADING_ROW, 0, HEADING_ROW + count, len(widths) - 1)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.set_footer("&C&P / &N")


def _width(value: Any) -> int:
    """Columns of a fixed-width font that ``value`` takes: a Chinese character takes two."""
    if isinstance(value, datetime):
        return len("2026-03-08 09:30")
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in _text(value)[:WIDEST])


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip(" '") or "1"
