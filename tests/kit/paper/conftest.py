from datetime import date
from pathlib import Path

import pytest

from tonghu.kit.charts import Bar, bars, to_png
from tonghu.kit.paper import Block, Heading, Mark, Paper, Paragraph, Picture, Run, Table, write_docx

SENTENCE = "云溪市妇联围绕保护未成年人工作开展宣传教育服务家庭服务儿童"


@pytest.fixture(scope="session")
def paper() -> Paper:
    """Some pages of an invented report with every kind of block."""
    png = to_png(bars([Bar("永安县", 12), Bar("青石县", 3)], description="各县场次"))
    blocks: list[Block] = [
        Heading(1, "主要工作"),
        Paragraph([Run("共开展活动"), Run("10场", mark="比上年多6场"), Run("，“六一”前后居多。")]),
        Heading(2, "宣传教育"),
        Paragraph.of(SENTENCE * 60),
        Heading(3, "法治宣传"),
        Heading(4, "进校园"),
        Mark("本节没有内容"),
        Heading(2, "各县情况"),
        Table(["县", "场次", "人次"], [["永安县", "12", "1,200"], ["青石县", "3", "310"]], "表1　各县活动"),
        Picture(png, "图1　各县活动场次", "各县场次的条形图"),
        Heading(1, "存在问题"),
        Paragraph.of(SENTENCE),
    ]
    return Paper(
        ["云溪市妇女联合会", "2026年上半年未成年人保护工作总结"],
        "市委、市政府",
        blocks,
        "云溪市妇女联合会",
        date(2026, 7, 3),
        "留痕链首 9f2c",
    )


@pytest.fixture(scope="session")
def docx_path(paper: Paper, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "report.docx"
    write_docx(paper, path)
    return path
