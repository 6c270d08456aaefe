"""A table as it stood in somebody's workbook, with the addresses they see in Excel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Value = str | int | float | bool | Decimal | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the letter of its column and its value; an empty one holds None."""

    column: str
    value: Value


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the headings; ``number`` counts from 1 as in Excel."""

    number: int
    cells: list[Cell]

    def at(self, column: str) -> Value:
        """The value in a column by its letter, None where there is none."""
        return next((cell.value for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: headings by column letter, and the rows that are not empty."""

    title: str
    headings: dict[str, str]
    rows: list[Row]

    def column_of(self, heading: str) -> str | None:
        """The letter of the first column under a heading, None where there is none."""
        return next((column for column, name in self.headings.items() if name == heading), None)
