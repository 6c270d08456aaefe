"""The pages as LibreOffice prints them: what a reader sees, not what the file says."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tonghu.kit.paper import Paper, Paragraph

pytestmark = pytest.mark.office
MM = 72 / 25.4
SIDES = ("xMin", "yMin", "xMax", "yMax")


@dataclass(frozen=True)
class Line:
    """One printed line; positions in mm from the top left of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(scope="module")
def pages(docx_path: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[Line]]:
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(docx_path)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    boxes = ["pdftotext", "-bbox-layout", str(folder / "report.pdf"), "-"]
    tree = ElementTree.fromstring(subprocess.run(boxes, check=True, capture_output=True).stdout)
    ns = "{http://www.w3.org/1999/xhtml}"
    return [
        [
            Line("".join(word.text or "" for word in line), *(float(line.attrib[side]) / MM for side in SIDES))
            for line in page.iter(f"{ns}line")
        ]
        for page in tree.iter(f"{ns}page")
    ]


def body(page: list[Line]) -> list[Line]:
    return [line for line in page if not line.text.startswith("—")]


def test_a_page_has_22_lines_of_28_characters(pages: list[list[Line]], paper: Paper) -> None:
    full = body(pages[1])
    assert len(full) == 22
    assert {len(line.text) for line in full} == {28}
    long = max((block.runs[0].text for block in paper.blocks if isinstance(block, Paragraph)), key=len)
    assert "".join(line.text for line in full) in long


def test_a_paragraph_begins_two_characters_in(pages: list[list[Line]]) -> None:
    first = next(line for line in pages[0] if line.text.startswith("云溪市妇联围绕"))
    assert len(first.text) == 26
    assert first.left == pytest.approx(28 + 2 * 15.75 / MM, abs=1)


def test_text_keeps_the_margins(pages: list[list[Line]]) -> None:
    for page in pages:
        for line in body(page):
            assert line.left >= 27.5
            assert line.right <= 210 - 26 + 0.5
            assert line.top >= 36
            assert line.bottom <= 297 - 35 + 0.5
    full = body(pages[1])
    assert full[0].left == pytest.approx(28, abs=0.6)
    assert full[1].top - full[0].top == pytest.approx(28 / MM, abs=0.1)


def test_page_numbers(pages: list[list[Line]]) -> None:
    for number, page in enumerate(pages, start=1):
        (line,) = [line for line in page if line.text.startswith("—")]
        assert line.text == f"—{number}—"
        assert (line.top + line.bottom) / 2 == pytest.approx(297 - 35 + 7, abs=2)
        if number % 2:
            assert line.right == pytest.approx(210 - 26 - 14 / MM, abs=1.5)
        else:
            assert line.left == pytest.approx(28 + 14 / MM, abs=1.5)


def test_the_title_is_centred_and_the_addressee_is_not(pages: list[list[Line]]) -> None:
    title, second, addressee = pages[0][:3]
    assert (title.left + title.right) / 2 == pytest.approx(28 + 156 / 2, abs=1)
    assert second.top - title.top == pytest.approx(36 / MM, abs=0.3)
    assert addressee.text == "市委、市政府："
    assert addressee.left == pytest.approx(28, abs=0.6)


def test_the_office_leaves_two_characters_free(pages: list[list[Line]]) -> None:
    lines = [line for page in pages for line in page]
    office = [line for line in lines if line.text == "云溪市妇女联合会"][-1]
    assert office.right == pytest.approx(210 - 26 - 2 * 15.75 / MM, abs=1)
    assert any(line.text == "2026年7月3日" for line in lines)
    assert not any("本节没有内容" in line.text for line in lines)
