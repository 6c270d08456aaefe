"""Sheets as offices keep them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

HEADINGS = ("日期", "活动名称", "地点", "种类", "联合单位", "资料", "份数", "咨询人数", "听众")


def sheet(rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS, title: str = "去年活动台账") -> BytesIO:
    """An .xlsx with a title row, headings in row 2 and the rows from row 3."""
    book = Workbook()
    table = book.active
    table.append([title])
    table.append(list(headings))
    for row in rows:
        table.append(list(row))
        for cell in table[table.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"  # a person typed it as text
    out = BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "去年活动.xlsx"
    return out
