"""Paragraph styles of the standard, written whole into the .docx so that none of a template shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from .fonts import BODY, HEADING, LATIN, PAGE, SUBHEADING, TITLE

TWENTIETH = 20
BODY_SIZE, TITLE_SIZE, PAGE_SIZE, SMALL_SIZE, NOTE_SIZE = 16, 22, 14, 14, 10.5
LINE_PITCH = 28
TITLE_PITCH = 36
# 28 characters of 16 pt are wider than the 156 mm between the margins; a quarter point less fits.
SPACING = -0.25
CHARACTER = BODY_SIZE + SPACING
THEMED = [qn(f"w:{name}Theme") for name in ("ascii", "hAnsi", "eastAsia", "cs")]


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; sizes in points, ``pitch`` None is single spacing off the grid."""

    name: str
    font: str = BODY
    size: float = BODY_SIZE
    align: str = "both"
    indent: bool = False
    pitch: float | None = LINE_PITCH
    spacing: float = SPACING
    outline: int | None = None
    keep_next: bool = False


STYLES = (
    Style("Normal"),
    Style("Title", font=TITLE, size=TITLE_SIZE, align="center", pitch=TITLE_PITCH, spacing=0),
    Style("Body Text", indent=True),
    Style("Heading 1", font=HEADING, indent=True, outline=0, keep_next=True),
    Style("Heading 2", font=SUBHEADING, indent=True, outline=1, keep_next=True),
    Style("Heading 3", indent=True, outline=2, keep_next=True),
    Style("Heading 4", indent=True, outline=3, keep_next=True),
    Style("Number", align="center"),
    Style("Addressee", align="left"),
    Style("Signature", align="right"),
    Style("Caption", size=SMALL_SIZE, align="center"),
    Style("Picture", align="center", pitch=None, spacing=0),
    Style("Table Text", size=SMALL_SIZE, align="left", pitch=None, spacing=0),
    Style("Note", size=NOTE_SIZE, align="left", pitch=None, spacing=0),
    Style("Footer", font=PAGE, size=PAGE_SIZE, align="left", pitch=None, spacing=0),
)


def define_styles(document: Any) -> None:
    """Write :data:`STYLES` into a python-docx document; theme fonts are taken out of its defaults."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for attribute in THEMED:
            fonts.attrib.pop(attribute, None)
    known = {style.name for style in document.styles}
    for style in STYLES:
        if style.name not in known:
            document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
        _replace(document.styles[style.name].element, style)


def _replace(element: Any, style: Style) -> None:
    for old in (element.pPr, element.rPr):
        if old is not None:
            element.remove(old)
    element.append(parse_xml(_paragraph_xml(style)))
    element.append(parse_xml(_run_xml(style)))


def _paragraph_xml(style: Style) -> str:
    """``w:pPr`` in the order that the schema asks for (ECMA-376, 17.3.1.26)."""
    pitch = (
        f'<w:spacing w:before="0" w:after="0" w:line="{style.pitch * TWENTIETH:.0f}" w:lineRule="exact"/>'
        if style.pitch
        else '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    )
    indent = f'w:firstLineChars="200" w:firstLine="{2 * CHARACTER * TWENTIETH:.0f}"'
    return "".join(
        (
            f"<w:pPr {nsdecls('w')}>",
            "<w:keepNext/>" if style.keep_next else "",
            '<w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
            '<w:snapToGrid w:val="0"/>' if style.pitch != LINE_PITCH else "",
            pitch,
            f"<w:ind {indent}/>" if style.indent else "",
            f'<w:jc w:val="{style.align}"/>',
            "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
            "</w:pPr>",
        )
    )


def _run_xml(style: Style) -> str:
    half_points = f"{style.size * 2:.0f}"
    fonts = f'w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{style.font}"'
    return (
        f'<w:rPr {nsdecls("w")}><w:rFonts {fonts}/><w:b w:val="0"/><w:i w:val="0"/>'
        f'<w:color w:val="000000"/><w:spacing w:val="{style.spacing * TWENTIETH:.0f}"/><w:kern w:val="0"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    )
