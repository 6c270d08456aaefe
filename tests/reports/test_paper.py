"""The .docx of a report, opened again: fonts, sizes, margins, numbers; what is missing is said, never 0."""

from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from tests.factories.reports import draft, log, signed
from tonghu.reports.actions import number_report
from tonghu.reports.frozen import verify
from tonghu.reports.paper import title_lines, write_report_docx


@pytest.fixture
def written(actor, scoped, tmp_path):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(officer):
        log(officer, [date(2026, 3, day) for day in range(1, 11)])
        report = signed(officer, leader)
        write_report_docx(report, tmp_path / "report.docx", officer)
    return report, docx.Document(str(tmp_path / "report.docx"))


def test_margins_and_page_are_the_standards(written):
    section = written[1].sections[0]
    found = [
        round(side.mm)
        for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    ]
    assert found == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_headings_are_numbered_and_the_title_is_broken_after_the_period(written):
    texts = [paragraph.text for paragraph in written[1].paragraphs]
    assert texts[:2] == ["青溪县妇女联合会2026年上半年", "未成年人保护工作总结"]
    assert "一、法制宣传" in texts
    assert "六、下一步打算" in texts
    body = next(p for p in written[1].paragraphs if p.text.startswith("2026年上半年，"))
    assert body.style.font.size.pt == 16
    assert body.style.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_figures_without_records_and_empty_sections_are_said(written):
    texts = [paragraph.text for paragraph in written[1].paragraphs]
    assert "竞赛（无记录）" in "".join(texts)
    assert texts[texts.index("四、存在问题") + 1] == "本期无记录。"
    assert not any("竞赛0" in text for text in texts)


def test_a_signed_report_prints_its_hash_and_the_trails_head(written):
    report, document = written
    last = document.paragraphs[-1].text
    assert report.signed_hash in last
    assert report.trail_head in last
    assert len(document.inline_shapes) == 1


def test_the_document_number_stands_below_the_title(actor, scoped, tmp_path):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(officer):
        report = number_report(report=signed(officer, leader), by=officer, document_number="青妇发〔2026〕12号")
        write_report_docx(report, tmp_path / "numbered.docx", officer)
        assert verify(report) == []
    line = docx.Document(str(tmp_path / "numbered.docx")).paragraphs[2]
    assert line.text == "青妇发〔2026〕12号"
    assert line.style.font.size.pt == 16


def test_a_draft_says_so_and_carries_its_remarks_in_the_margin(actor, scoped, tmp_path):
    officer = actor("lin_he")
    with scoped(officer):
        write_report_docx(draft(officer), tmp_path / "draft.docx", officer)
    document = docx.Document(str(tmp_path / "draft.docx"))
    assert document.paragraphs[-1].text == "草稿，未签发。"
    assert len(list(document.comments)) > 3


def test_long_titles_break_into_even_lines():
    assert title_lines("青溪县工作总结", "2026年") == ["青溪县工作总结"]
    assert all(len(line) <= 20 for line in title_lines("云" * 50, "2026年"))
