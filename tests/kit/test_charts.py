import re
import struct
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tonghu.kit.charts import PALETTE, Bar, Line, PictureCache, bars, lines, sparkline, to_png, to_svg

MONTHS = [f"{month}月" for month in range(1, 13)]
HOSTILE = """<script>alert('1')</script> & "两" ]][0]"""


def texts(svg: str) -> list[str]:
    return [part.text or "" for part in ElementTree.fromstring(svg).iter() if part.tag.endswith("}text")]


def assert_fit_for_the_page(svg: str, description: str) -> None:
    root = ElementTree.fromstring(svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", description)
    assert not re.search(r"\sstyle=|<style|<script|href=|url\(", svg)
    assert float(root.get("width", "0")) > 0


def test_bars_have_their_labels_and_values() -> None:
    spec = bars(
        [Bar("永安县", 1200, "（上年 900）"), Bar("青石县", None, "数小不显示"), Bar("永安县", 0)],
        description="各县场次",
    )
    svg = to_svg(spec)
    assert_fit_for_the_page(svg, "各县场次")
    found = texts(svg)
    assert {"1,200 （上年 900）", "数小不显示", "青石县", "0"} <= set(found)
    assert found.count("永安县") == 2
    assert PALETTE[0] in svg


def test_lines_are_named_at_their_ends_without_touching() -> None:
    series = [Line("今年", [3, 5, None, 8.5]), Line("上年", [1, 2, 3, 8.4])]
    svg = to_svg(lines(MONTHS[:4], series, description="逐月场次"))
    assert_fit_for_the_page(svg, "逐月场次")
    assert {"今年 8.5", "上年 8.4", "1月", "4月"} <= set(texts(svg))
    heights = [float(match[1]) for match in re.finditer(r'translate\([\d.]+,(-?[\d.]+)\)"[^>]*>[今上]年 ', svg)]
    assert abs(heights[0] - heights[1]) >= 14


def test_an_axis_of_counts_has_no_halves() -> None:
    svg = str(to_svg(lines(["7月", "8月"], [Line("本期", [0, 1])], description="每月场次")))
    assert re.findall(r">([0-9.]+)<", svg) == ["0", "1"]


def test_hostile_names_stay_text() -> None:
    for spec in (
        bars([Bar(HOSTILE, 1)], description=HOSTILE),
        lines([HOSTILE, "2月"], [Line(HOSTILE, [1, 2])], description=HOSTILE),
    ):
        svg = to_svg(spec)
        assert_fit_for_the_page(svg, HOSTILE)
        assert any(HOSTILE in text for text in texts(svg))


def test_empty_charts_are_drawn() -> None:
    assert_fit_for_the_page(to_svg(bars([], description="空")), "空")
    assert_fit_for_the_page(to_svg(lines(["1月"], [Line("甲", [None])], description="空")), "空")


def test_a_line_needs_a_value_for_every_step() -> None:
    with pytest.raises(ValueError, match="step"):
        lines(MONTHS, [Line("甲", [1])], description="")


def test_png_has_the_scale_and_a_white_ground() -> None:
    spec = bars([Bar("永安县", 3)], description="各县")
    once, twice = (to_png(spec, scale=scale) for scale in (1, 2))
    (width, height), (double, _height) = (struct.unpack(">II", png[16:24]) for png in (once, twice))
    assert abs(double - 2 * width) <= 2
    assert height > 20
    assert Image.open(BytesIO(once)).convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)


def test_chinese_has_glyphs_of_its_own() -> None:
    """A missing font prints the same box for every character."""
    drawn = {to_png(bars([Bar(name, 1)], description="字")) for name in ("云溪", "永安")}
    assert len(drawn) == 2


def test_pictures_are_drawn_once(tmp_path: Path) -> None:
    spec = bars([Bar("永安县", 7)], description="各县")
    cache = PictureCache(most=1, folder=tmp_path / "pictures")
    first = to_svg(spec, cache=cache)
    (kept,) = (tmp_path / "pictures").iterdir()
    kept.write_bytes(b"from the folder")
    assert to_svg(spec, cache=cache) == first
    to_png(spec, cache=cache)
    assert to_svg(spec, cache=cache) == "from the folder"


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = PictureCache(folder=tmp_path / "file" / "below")
    cache.put("a", b"picture")
    assert cache.get("a") == b"picture"
    assert cache.get("b") is None


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_are_readable_on_paper() -> None:
    assert PALETTE[0] == "#1f6b5a"
    assert all(contrast(colour, "#faf8f3") >= 4.5 for colour in PALETTE)


@settings(max_examples=50)
@given(st.lists(st.none() | st.floats(min_value=0, max_value=1e9), max_size=24), st.text(max_size=20))
def test_sparklines_stay_inside_their_box(values: list[float | None], title: str) -> None:
    title = "".join(character for character in title if character.isprintable())
    root = ElementTree.fromstring(sparkline(values, title=title))
    assert "style" not in root.attrib
    assert next(iter(root)).text == (title or None)
    for line in root.iter("{http://www.w3.org/2000/svg}polyline"):
        for point in (line.get("points") or "").split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= 96
            assert 0 <= y <= 24
