"""Numbers of headings: 一、（一）1.（1）(GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .model import Block, Heading

DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")


def chinese_number(number: int) -> str:
    """``number`` (1 to 9999) in Chinese numerals: 11 is 十一, 205 二百零五.

    Raises ``ValueError`` outside that range.
    """
    if not 1 <= number <= 9999:
        raise ValueError("numbers of headings run from 1 to 9999")
    digits = [int(digit) for digit in str(number)]
    words = "".join(
        DIGITS[digit] + UNITS[power] if digit else DIGITS[0]
        for digit, power in zip(digits, range(len(digits) - 1, -1, -1), strict=True)
    )
    while "零零" in words:
        words = words.replace("零零", "零")
    words = words.rstrip("零")
    return words.removeprefix("一") if words.startswith("一十") else words


def heading_number(level: int, number: int) -> str:
    """The number as printed before a heading of ``level`` 1 to 4; others raise ``KeyError``."""
    return {
        1: f"{chinese_number(number)}、",
        2: f"（{chinese_number(number)}）",
        3: f"{number}.",
        4: f"（{number}）",
    }[level]


def number_headings(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Every block with the number before it, empty for all but headings; a higher heading restarts
    the levels below it."""
    counts = [0, 0, 0, 0]
    for block in blocks:
        if not isinstance(block, Heading):
            yield block, ""
            continue
        counts[block.level - 1] += 1
        counts[block.level :] = [0] * (4 - block.level)
        yield block, heading_number(block.level, counts[block.level - 1])
