"""The sheet of paper: size, margins, grid and page numbers (GB/T 9704-2012, 5.2 and 7.5)."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from .styles import LINE_PITCH, PAGE_SIZE, TWENTIETH

# The number's dash lies 7 mm below the text: 35 mm less 7 mm less half a line.
FOOTER = Mm(25)


def set_page(document: Any) -> None:
    """A4, the standard's margins, 22 lines a page, numbers outside: odd pages right, even left."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), FOOTER
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(
        parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{LINE_PITCH * TWENTIETH}"/>')
    )
    document.settings.odd_and_even_pages_header_footer = True
    _no_compression(document)
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _no_compression(document: Any) -> None:
    """Punctuation keeps its full width: a line has 28 characters whatever they are."""
    settings = document.settings.element
    control = settings.find(qn("w:characterSpacingControl"))
    if control is not None:
        control.set(qn("w:val"), "doNotCompress")


def _number(footer: Any, side: Any) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = "Footer"
    paragraph.alignment = side
    right = side == WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.right_indent = Pt(PAGE_SIZE if right else 0)
    paragraph.paragraph_format.left_indent = Pt(0 if right else PAGE_SIZE)
    paragraph.add_run("— ")
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))
    paragraph.add_run(" —")
