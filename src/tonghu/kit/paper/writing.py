"""A document written as .docx."""

from __future__ import annotations

from datetime import date, datetime, time
from os import PathLike
from typing import Any, BinaryIO
from unicodedata import east_asian_width

import docx
from docx.shared import Pt

from .blocks import add_block, add_line, printable
from .model import Paper
from .numbering import number_headings
from .page import set_page
from .styles import CHARACTER, define_styles

# Office Open XML keeps properties of a document short.
MOST_PROPERTY = 255


def write_docx(paper: Paper, file: str | PathLike[str] | BinaryIO) -> None:
    """Write ``paper`` after GB/T 9704-2012 to a path or an open binary file.

    The standard's fonts are named whether or not they are installed; see
    :func:`tonghu.kit.paper.fonts_report`.
    """
    document: Any = docx.Document()
    define_styles(document)
    set_page(document)
    for line in paper.title_lines:
        add_line(document, line, "Title")
    if paper.number:
        add_line(document, paper.number, "Number")
    add_line(document, "", "Normal")
    if paper.addressee:
        add_line(document, paper.addressee.rstrip("：:") + "：", "Addressee")
    for block, number in number_headings(paper.blocks):
        add_block(document, block, number)
    _sign(document, paper)
    if paper.footer_note:
        add_line(document, "", "Normal")
        add_line(document, paper.footer_note, "Note")
    _describe(document, paper)
    document.save(file)


def official_date(day: date) -> str:
    """A date as documents print it, without leading zeros: 2026年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def signature_indents(office: str, day: str) -> tuple[float, float]:
    """Characters left free right of office and date (GB/T 9704-2012, 7.3.5.2).

    The office leaves two and the date begins two characters after it; a date longer than the office
    leaves two itself, and the office moves left.
    """
    office_width, day_width = characters_wide(office), characters_wide(day)
    if day_width > office_width:
        return day_width + 4 - office_width, 2
    return 2, office_width - day_width


def characters_wide(text: str) -> float:
    """The width of ``text`` in full-width characters; Latin letters and digits count half."""
    return sum(1 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def _sign(document: Any, paper: Paper) -> None:
    day = official_date(paper.signed_on) if paper.signed_on else ""
    if not (paper.signature_office or day):
        return
    lines = [add_line(document, "", "Normal")]
    indents = signature_indents(paper.signature_office, day)
    for text, indent in zip((paper.signature_office, day), indents, strict=True):
        if text:
            lines.append(add_line(document, text, "Signature"))
            lines[-1].paragraph_format.right_indent = Pt(indent * CHARACTER)
    # Office and date stay on the page of the last lines of text, never alone on a new one.
    for line in lines[:-1]:
        line.paragraph_format.keep_with_next = True


def _describe(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    moment = datetime.combine(paper.signed_on, time()) if paper.signed_on else datetime.now()
    properties.title = printable("".join(paper.title_lines))[:MOST_PROPERTY]
    properties.author = properties.last_modified_by = printable(paper.signature_office)[:MOST_PROPERTY]
    properties.created = properties.modified = moment
    properties.comments = ""
    properties.language = "zh-CN"
