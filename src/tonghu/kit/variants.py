"""Names and addresses in one spelling, so that two ways of writing one meet. For comparing only, never shown."""

from __future__ import annotations

import re
from functools import lru_cache

from opencc import OpenCC

from .text import normal

VARIANTS = {
    "喆": "哲", "堃": "坤", "昇": "升", "陞": "升", "珮": "佩", "甦": "苏", "峯": "峰", "暐": "炜", "仝": "同",
    "邨": "村", "屛": "屏", "藴": "蕴", "皞": "昊", "叁": "三", "弍": "二", "壹": "一", "贰": "二", "菓": "果",
}  # fmt: skip
"""Forms of one character as they meet at a counter (《第一批异体字整理表》, 1955, and its corrections). Ours; extend it
freely. Names that only sound alike are found by their pinyin."""

DIGITS = {digit: str(number) for number, digit in enumerate("零一二三四五六七八九")} | {"〇": "0", "两": "2"}
NUMBER = re.compile(r"[零〇一二三四五六七八九十百两]+(?=号楼|单元|小组|[号栋幢座室户组队社楼层弄巷排])")
ABOVE = re.compile(r"^(?:[^省市县区旗镇乡街道小社园]{1,9}(?:省|自治区|特别行政区|自治州|地区|盟|市|自治县|县|区|旗))+")
GROUP = re.compile(r"[0-9](?:小组|[组队社])$")
UNITS = re.compile(r"号楼|单元|小组|[号栋幢座室户组队楼层]")
LEFT_OUT = re.compile(r"[\s,，.。、;；:：()（）\[\]【】#]")


def simplified(text: str) -> str:
    """``text`` in its normal form and in simplified characters."""
    return str(_converter().convert(normal(text)))


def folded_name(name: str) -> str:
    """A name without spaces and dots, variant characters as one: 張喆 and 张 哲 are the same."""
    plain = re.sub(r"[\s·•.]", "", simplified(name)).lower()
    return "".join(VARIANTS.get(character, character) for character in plain)


def folded_address(address: str) -> str:
    """An address from the township or street down, numbers in digits, units as hyphens.

    云溪市青溪县河湾乡柳树村三组12号 and 河湾乡柳树村3组12 are the same. Empty where no number tells the house: a
    village or a group of one (柳树村三组) is no address.
    """
    plain = LEFT_OUT.sub("", simplified(address))
    plain = NUMBER.sub(lambda found: _digits(found[0]), plain)
    if GROUP.search(plain):
        return ""
    plain = re.sub(r"[-—–_/之]+", "-", UNITS.sub("-", ABOVE.sub("", plain)))
    plain = re.sub(r"-+", "-", plain).strip("-").lower()
    return plain if len(plain) >= 4 and any(character.isdigit() for character in plain) else ""


def _digits(text: str) -> str:
    """A Chinese number below a thousand in digits; a row of digits (二〇三) as it stands."""
    if not set(text) & set("十百"):
        return "".join(DIGITS[character] for character in text)
    hundreds, _hundred, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    found = 100 * _digit(hundreds, bool(_hundred)) + 10 * _digit(tens.strip("零〇"), bool(ten))
    return str(found + _digit(ones.strip("零〇"), False))


def _digit(text: str, alone: bool) -> int:
    return int(DIGITS[text[-1]]) if text and text[-1] in DIGITS else int(alone)


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")
