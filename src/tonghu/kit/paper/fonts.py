"""Which of the standard's fonts this computer has, and what stands in for the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import vl_convert
from django.utils.translation import gettext as _
from PIL import ImageFont

TITLE, BODY, HEADING, SUBHEADING, PAGE, LATIN = (
    "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "Times New Roman",
)  # fmt: skip

# Font files state their names in English first.
NAMES = {
    TITLE: ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    BODY: ("FangSong_GB2312",),
    HEADING: ("SimHei",),
    SUBHEADING: ("KaiTi_GB2312",),
    PAGE: ("SimSun",),
    LATIN: ("Times New Roman",),
}
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC")
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Zen Hei")
LAST = ("AR PL UMing CN", "Droid Sans Fallback")
SUBSTITUTES = {
    TITLE: ("STZhongsong", *SERIF, *SANS, *LAST),
    BODY: ("FangSong", "STFangsong", "FZFangSong-Z02S", *SERIF, *SANS, *LAST),
    HEADING: ("STHeiti", "Heiti SC", *SANS, *SERIF, *LAST),
    SUBHEADING: ("KaiTi", "STKaiti", "Kaiti SC", "FZKai-Z03S", "AR PL UKai CN", *SERIF, *SANS, *LAST),
    PAGE: (*SERIF, "STSong", *SANS, *LAST),
    LATIN: ("Liberation Serif", "Tinos", "Nimbus Roman", "DejaVu Serif"),
}
SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
MOST_FACES = 40


def fonts_report() -> list[tuple[str, str]]:
    """``(wanted, substitute)`` for each font of the standard that is not installed here.

    The .docx names the standard's fonts in any case; the substitute is what this computer shows
    and prints instead, empty where it has none.
    """
    installed = installed_families()
    return [
        (wanted, next((name for name in SUBSTITUTES[wanted] if name in installed), ""))
        for wanted, names in NAMES.items()
        if not installed.intersection(names)
    ]


def cjk_font_missing() -> str | None:
    """A sentence where this computer can draw no Chinese (all characters are the same box), else None."""
    if _drawn("童") != _drawn("护"):
        return None
    return _(
        "No Chinese font is installed, so that charts and prints would show boxes. Nothing is lost. "
        "Please install Noto Sans CJK (package fonts-noto-cjk) and start again."
    )


@lru_cache(maxsize=1)
def installed_families() -> frozenset[str]:
    """The English family names of all font files in the system's and the user's folders."""
    return frozenset(family for folder in font_folders() for family in _families(folder))


def font_folders() -> list[Path]:
    """Where this system keeps fonts, those of the user included."""
    home = Path.home()
    if sys.platform == "win32":
        roots = [os.environ.get("WINDIR", ""), os.environ.get("LOCALAPPDATA", "")]
        return [Path(roots[0]) / "Fonts", Path(roots[1]) / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = os.environ.get("XDG_DATA_HOME") or home / ".local/share"
    return [*(Path(root) / "fonts" for root in shared.split(":")), Path(own) / "fonts", home / ".fonts"]


def _families(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.suffix.lower() not in SUFFIXES:
            continue
        for face in range(MOST_FACES if path.suffix.lower() in (".ttc", ".otc") else 1):
            try:
                family = ImageFont.truetype(path, size=10, index=face).getname()[0]
            except OSError:
                break
            if family:
                yield family


def _drawn(character: str) -> bytes:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><text y="20" font-size="20"'
    svg += f' font-family="Noto Sans CJK SC, sans-serif">{character}</text></svg>'
    return bytes(vl_convert.svg_to_png(svg))
