"""A signed report as LibreOffice sets it: pages, their numbers, and every sentence where it belongs."""

import subprocess
from datetime import date

import pytest
from pypdf import PdfReader

from tests.factories.reports import log, signed
from tonghu.reports.paper import write_report_docx


@pytest.mark.office
def test_a_signed_report_renders_to_numbered_pages(actor, scoped, tmp_path):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(officer):
        log(officer, [date(2026, month, day) for month in range(1, 7) for day in range(1, 4)])
        report = signed(officer, leader)
        write_report_docx(report, tmp_path / "report.docx", officer)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "report.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = [page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages]
    whole = "".join("".join(pages).split())
    assert 2 <= len(pages) <= 3
    assert all(f"— {number} —" in text for number, text in enumerate(pages, start=1))
    assert "共开展法制宣传活动18" in whole
    assert "竞赛（无记录）" in whole
    assert report.signed_hash[:40] in whole
    assert "青溪县妇女联合会" in pages[-1]
