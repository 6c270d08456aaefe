"""Official documents after GB/T 9704-2012 as .docx."""

from .fonts import cjk_font_missing, fonts_report
from .model import Block, Heading, Mark, Paper, Paragraph, Picture, Run, Table
from .numbering import chinese_number, number_headings
from .writing import write_docx

__all__ = [
    "Block",
    "Heading",
    "Mark",
    "Paper",
    "Paragraph",
    "Picture",
    "Run",
    "Table",
    "chinese_number",
    "cjk_font_missing",
    "fonts_report",
    "number_headings",
    "write_docx",
]
