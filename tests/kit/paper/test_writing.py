import io
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghu.kit.paper import Heading, Mark, Paper, Paragraph, Table, write_docx
from tonghu.kit.paper.writing import characters_wide, signature_indents


def fonts_of(style: docx.styles.style.BaseStyle) -> tuple[str, str, float]:
    fonts = style.element.rPr.rFonts
    return fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii")), style.font.size.pt


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22), ("Normal", "仿宋_GB2312", 16), ("Body Text", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16), ("Heading 2", "楷体_GB2312", 16), ("Heading 3", "仿宋_GB2312", 16),
        ("Heading 4", "仿宋_GB2312", 16), ("Footer", "宋体", 14),
    ],
)  # fmt: skip
def test_fonts_and_sizes_of_the_standard(docx_path: Path, style: str, font: str, size: float) -> None:
    styles = docx.Document(str(docx_path)).styles
    assert fonts_of(styles[style]) == (font, "Times New Roman", size)
    assert not styles[style].font.bold


def test_no_theme_font_overrides_the_standards(docx_path: Path) -> None:
    xml = docx.Document(str(docx_path)).styles.element.xml
    assert "Theme=" not in xml.replace("themeColor", "")


def test_paper_and_margins(docx_path: Path) -> None:
    document = docx.Document(str(docx_path))
    page = document.sections[0]
    sizes = [page.page_width, page.page_height, page.top_margin, page.left_margin, page.right_margin]
    assert [round(size.mm) for size in [*sizes, page.bottom_margin]] == [210, 297, 37, 28, 26, 35]
    grid = page._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "560")
    assert document.settings.odd_and_even_pages_header_footer
    assert 'characterSpacingControl w:val="doNotCompress"' in document.settings.element.xml


def test_text_stands_in_its_order(docx_path: Path) -> None:
    document = docx.Document(str(docx_path))
    lines = [(line.style.name, line.text) for line in document.paragraphs if line.text]
    assert lines[:3] == [
        ("Title", "云溪市妇女联合会"),
        ("Title", "2026年上半年未成年人保护工作总结"),
        ("Addressee", "市委、市政府："),
    ]
    assert [text for style, text in lines if style.startswith("Heading")] == [
        "一、主要工作", "（一）宣传教育", "1.法治宣传", "（1）进校园", "（二）各县情况", "二、存在问题",
    ]  # fmt: skip
    assert lines[-3:] == [("Signature", "云溪市妇女联合会"), ("Signature", "2026年7月3日"), ("Note", "留痕链首 9f2c")]


def test_body_lines(docx_path: Path) -> None:
    style = docx.Document(str(docx_path)).styles["Body Text"].element
    assert style.pPr.find(qn("w:spacing")).get(qn("w:line")) == "560"
    assert style.pPr.find(qn("w:spacing")).get(qn("w:lineRule")) == "exact"
    assert style.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert style.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"


def test_page_numbers_stand_outside(docx_path: Path) -> None:
    section = docx.Document(str(docx_path)).sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (str(odd.alignment), str(even.alignment)) == ("RIGHT (2)", "LEFT (0)")
    for footer in (odd, even):
        assert 'w:instr=" PAGE "' in footer._p.xml
        assert footer.text == "—  —"


def test_marks_are_comments_and_no_text(docx_path: Path) -> None:
    document = docx.Document(str(docx_path))
    assert [comment.text for comment in document.comments] == ["比上年多6场", "本节没有内容"]
    assert "比上年多6场" not in "".join(line.text for line in document.paragraphs)


def test_tables_and_pictures(docx_path: Path) -> None:
    document = docx.Document(str(docx_path))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["永安县", "12", "1,200"]
    assert [str(cell.paragraphs[0].alignment) for cell in table.rows[1].cells] == ["LEFT (0)", "RIGHT (2)", "RIGHT (2)"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "各县场次的条形图"
    assert picture.width.mm <= 156


def test_an_empty_paper_can_be_written() -> None:
    file = io.BytesIO()
    write_docx(Paper(["总结"], blocks=[Mark("没有内容")]), file)
    document = docx.Document(file)
    assert [line.text for line in document.paragraphs if line.text] == ["总结"]
    assert len(list(document.comments)) == 1


@settings(max_examples=20, deadline=None)
@given(st.text(), st.text(max_size=400))
def test_any_text_can_be_written(text: str, title: str) -> None:
    file = io.BytesIO()
    blocks = [Heading(1, text), Paragraph.of(text), Table([text], [[text]]), Mark(text)]
    write_docx(Paper([title], text, blocks, title, date(2026, 7, 3), text), file)
    assert docx.Document(file).paragraphs


def test_a_row_too_long_for_its_table_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        write_docx(Paper(["总结"], blocks=[Table(["县"], [["永安县", "12"]])]), io.BytesIO())


@given(st.text("县妇女联合会", min_size=1, max_size=30), st.dates())
def test_the_date_begins_two_characters_after_the_office(office: str, day: date) -> None:
    words = f"{day.year}年{day.month}月{day.day}日"
    office_gap, day_gap = signature_indents(office, words)
    assert min(office_gap, day_gap + characters_wide(words) - characters_wide(office) + 2) >= 0
    assert office_gap + characters_wide(office) - (day_gap + characters_wide(words)) == 2
    assert 2 in (office_gap, day_gap)
