"""Excel workbooks read without trust and written without surprises."""

from .reading import read_sheet
from .sheet import Cell, Row, Sheet, Value
from .writing import TooManyRows, write_sheet

__all__ = ["Cell", "Row", "Sheet", "TooManyRows", "Value", "read_sheet", "write_sheet"]
