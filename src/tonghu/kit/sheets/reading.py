"""Reading the table out of an uploaded workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from ..errors import Unreadable
from ..text import normal
from .package import check_package, damaged
from .sheet import Cell, Row, Sheet, Value

MOST_COLUMNS = 200
TITLE_ROWS = 30

Line = tuple[int, list[Value]]


def read_sheet(file: BinaryIO, *, headings: Collection[str] = (), most_rows: int = 20_000) -> Sheet:
    """The first visible table of an .xlsx workbook; formulas give the values last computed.

    ``headings`` are the names that the table is known by (the row with most of them is the heading
    row, so titles above it do no harm); without them the first row of two or more filled cells is.
    Raises :class:`~tonghu.kit.errors.Unreadable` with a sentence.
    """
    check_package(file)
    try:
        workbook = load_workbook(file, read_only=True, data_only=True)
        try:
            return _first_table(workbook, [normal(name) for name in headings], most_rows)
        finally:
            workbook.close()
    except Unreadable:
        raise
    # openpyxl has no common error: a broken part shows as any of KeyError, ValueError, ParseError ...
    except Exception as error:
        raise Unreadable(damaged()) from error


def _first_table(workbook: Any, known: list[str], most_rows: int) -> Sheet:
    blank = True
    for worksheet in workbook.worksheets:
        if worksheet.sheet_state != "visible":
            continue
        worksheet.reset_dimensions()
        lines = _filled_lines(worksheet)
        top = list(islice(lines, TITLE_ROWS))
        blank = blank and not top
        place = _heading_place(top, set(known))
        if place is not None:
            names = _headings(top[place][1])
            rows = _rows(chain(top[place + 1 :], lines), names, most_rows)
            return Sheet(worksheet.title, names, rows)
    if blank:
        raise Unreadable(_("The workbook is empty. Please fill in the table and retry."))
    raise Unreadable(
        _("The row of headings was not found. Expected are: %(headings)s.") % {"headings": "、".join(known)}
    )


def _filled_lines(worksheet: Any) -> Iterator[Line]:
    for number, values in enumerate(worksheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
        width = max((place for place, value in enumerate(values, start=1) if value is not None), default=0)
        cleaned = [_clean(value) for value in values[:width]]
        if any(value is not None for value in cleaned):
            yield number, cleaned


def _clean(value: Any) -> Value:
    if isinstance(value, str):
        return value.strip().strip("\u200b\ufeff") or None
    return value  # type: ignore[no-any-return]


def _heading_place(top: list[Line], known: set[str]) -> int | None:
    if not known:
        wide = (place for place, (_number, values) in enumerate(top) if len(_headings(values)) >= 2)
        return next(wide, 0 if top else None)
    matches = [len(known & set(_headings(values).values())) for _number, values in top]
    best = max(matches, default=0)
    return matches.index(best) if best >= min(2, len(known)) else None


def _headings(values: list[Value]) -> dict[str, str]:
    return {
        get_column_letter(index): normal(str(value)) for index, value in enumerate(values, start=1) if value is not None
    }


def _rows(lines: Iterator[Line], names: dict[str, str], most_rows: int) -> list[Row]:
    rows: list[Row] = []
    places = [(column, column_index_from_string(column) - 1) for column in names]
    for number, values in lines:
        cells = [Cell(column, values[place] if place < len(values) else None) for column, place in places]
        if all(cell.value is None for cell in cells):
            continue
        if len(rows) == most_rows:
            raise Unreadable(
                _("The table has more than %(most)s rows. Please split it into several files.")
                % {"most": f"{most_rows:,}"}
            )
        rows.append(Row(number, cells))
    return rows
