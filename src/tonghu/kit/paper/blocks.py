"""Blocks of a document put into a .docx one after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Mm
from PIL import Image

from .model import Block, Heading, Mark, Paragraph, Picture, Run, Table

TEXT_WIDTH = Mm(156)
PIXELS_AN_INCH = 2 * 96
AUTHOR, INITIALS = "童护", "童"
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FIGURE = re.compile(r"[¥+-]?[0-9][0-9,.]*[%万]?")


def add_block(document: Any, block: Block, number: str) -> None:
    """Append ``block``; ``number`` stands before the text of a heading."""
    match block:
        case Heading():
            add_line(document, number + block.text, f"Heading {block.level}")
        case Paragraph():
            _add_paragraph(document, block.runs)
        case Table():
            _add_table(document, block)
        case Picture():
            _add_picture(document, block)
        case Mark():
            add_mark(document, document.paragraphs[-1], block.text)


def add_line(document: Any, text: str, style: str) -> Any:
    """Append a paragraph of one run in a named style and return it."""
    paragraph = document.add_paragraph(style=style)
    add_run(paragraph, text)
    return paragraph


def add_run(paragraph: Any, text: str) -> Any:
    """Append words; the hint makes Chinese quotation marks and dashes take the Chinese font."""
    run = paragraph.add_run(printable(text))
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:hint"), "eastAsia")
    return run


def printable(text: str) -> str:
    """``text`` without the control characters that no XML file may hold."""
    return UNPRINTABLE.sub("", text)


def add_mark(document: Any, paragraph: Any, text: str) -> None:
    """Put a remark into the margin beside a paragraph."""
    runs = paragraph.runs or [paragraph.add_run("")]
    document.add_comment(runs, text=printable(text), author=AUTHOR, initials=INITIALS)


def _add_paragraph(document: Any, runs: Sequence[Run]) -> None:
    paragraph = document.add_paragraph(style="Body Text")
    for words in runs:
        run = add_run(paragraph, words.text)
        if words.mark:
            document.add_comment([run], text=printable(words.mark), author=AUTHOR, initials=INITIALS)


def _add_table(document: Any, block: Table) -> None:
    if block.caption:
        caption = add_line(document, block.caption, "Caption")
        caption.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(block.headings), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for place, values in enumerate([block.headings, *block.rows]):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, value in zip(row.cells, values, strict=True):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table Text"
            add_run(paragraph, value)
            paragraph.alignment = _alignment(value, heading=place == 0)
    document.add_paragraph(style="Note")


def _alignment(value: str, *, heading: bool) -> Any:
    if heading:
        return WD_ALIGN_PARAGRAPH.CENTER
    return WD_ALIGN_PARAGRAPH.RIGHT if FIGURE.fullmatch(value) else WD_ALIGN_PARAGRAPH.LEFT


def _add_picture(document: Any, block: Picture) -> None:
    with Image.open(BytesIO(block.png)) as picture:
        width = min(Inches(picture.width / PIXELS_AN_INCH), TEXT_WIDTH)
    paragraph = document.add_paragraph(style="Picture")
    paragraph.paragraph_format.keep_with_next = bool(block.caption)
    shape = paragraph.add_run().add_picture(BytesIO(block.png), width=width)
    shape._inline.docPr.set("descr", block.alt or block.caption)
    if block.caption:
        add_line(document, block.caption, "Caption")
