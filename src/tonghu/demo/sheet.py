"""Last year's events of the county of the cast as somebody kept them in Excel, three rows of them bad."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tonghu.kit.sheets import write_sheet

HEADINGS = ("日期", "活动名称", "种类", "地点", "联合单位", "资料及份数", "咨询人数", "参加人数", "主题", "备注")
NAME = "去年活动.xlsx"

PLACES = ("河湾乡文化广场", "石桥乡中心小学", "青溪县文化广场", "青溪县第一中学", "柳树村文化活动室", "石桥乡妇女之家")
TITLES = (
    ("巡回维权咨询", "送法进村", "未成年人保护法"),
    ("家长开放日法治课", "以案说法", "防欺凌"),
    ("亲子阅读与陪伴讲座", "讲座", "家庭教育"),
    ("反家暴入户宣传", "宣传日", "家庭暴力"),
)
DAYS = ((1, 14), (2, 26), (3, 5), (3, 19), (4, 10), (4, 23), (5, 8), (5, 22), (6, 5), (6, 18), (7, 9), (7, 23), (9, 4),
        (9, 17), (10, 15), (10, 29), (11, 12), (11, 26), (12, 3), (12, 17))  # fmt: skip


def write(folder: Path, year: int) -> Path:
    """Write the sheet into a folder unless it is there; returns where it is."""
    path = folder / NAME
    if not path.exists():
        write_sheet(
            path,
            title=f"{year}年活动",
            scope_line=f"青溪县妇女联合会　{year}年1月至12月",
            headings=HEADINGS,
            rows=[*_good(year), *_bad(year)],
        )
    return path


def _good(year: int) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for index, (month, day) in enumerate(DAYS):
        title, kind, topic = TITLES[index % len(TITLES)]
        place = PLACES[index % len(PLACES)]
        copies = f"未成年人保护法图解 {120 + index * 10}；12338维权热线传单 {200 + index * 15}"
        advised = 6 + index if kind != "讲座" else None
        rows.append(
            [date(year, month, day), f"{place[:3]}{title}", kind, place, "青溪县司法局、青溪县教育局", copies, advised,
             60 + index * 7, topic, ""]
        )  # fmt: skip
    return rows


def _bad(year: int) -> list[list[Any]]:
    """A day that no calendar has, a count in words, a kind nobody knows."""
    together = "青溪县公安局"
    return [
        [
            f"{year}.6.31",
            "端午节家风宣传",
            "宣传日",
            PLACES[2],
            together,
            "家庭教育促进法问答 150",
            12,
            130,
            "家庭教育",
            "",
        ],
        [
            f"{year}.8.12",
            "暑期防溺水巡查宣传",
            "宣传日",
            PLACES[0],
            together,
            "防溺水口诀卡 300",
            "很多人",
            200,
            "防溺水",
            "",
        ],
        [f"{year}.10.20", "敬老与家风讲堂", "茶话会", PLACES[4], "", "", None, -40, "家庭教育", ""],
    ]
