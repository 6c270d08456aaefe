"""Numbers written by hand in prose: counts that no figure stands behind. Pure: no database.

Dates, ordinals, document numbers, telephone numbers and fixed names (三八, 六一, 十四五) are no counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

UNITS = "人次|人|名|场次|场|次|份|件|个|所|户|本|张|篇|元|条|期|家|位|例|封|起|对|支|组|册|块|部|处|台|课时|小时"
ABOUT = "(?:近|约|超过|超|逾|多达|达|共|计)?"
DIGITS = re.compile(
    rf"(?P<about>{ABOUT})(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"\s*(?P<more>余|多|来)?(?P<wan>[万亿千百]?)(?P<more2>余|多)?\s*(?P<percent>[%％]|个百分点|倍)?(?P<unit>{UNITS})?"
)
CHINESE = re.compile(
    rf"(?P<about>{ABOUT})(?P<number>[一二三四五六七八九十百千万两几数]*[十百千万几数][一二三四五六七八九十百千万]*|[二两三四五六七八九])"
    rf"(?P<more>余|多|来)?(?P<unit>{UNITS})"
)
NO_COUNT = re.compile(
    r"\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?"
    r"|\d{1,4}[-./]\d{1,2}[-./]\d{1,2}|\d{4}-\d{1,2}(?!\d)"
    r"|[〔\[（(]\d{4}[〕\]）)]\s*第?\d*\s*号?|第\s*[\d一二三四五六七八九十百]+\s*(?:[条款项章届次号批期]|季度)?"
    r"|^\s*[（(]?[\d一二三四五六七八九十]+[）).、．]|\d+\s*[号路线][楼室]?|1\d{10}|12\d{3}(?!\d)|\d{3,4}-\d{7,8}"
    r"|\d{1,2}\s*日|[两三四五六七八九]个(?:方面|环节|结合|坚持|强化|着力|关键|一)"
    r"|[A-Za-z]+[-]?\d+|[上下前后近]半年|十[一二三四五]五|一[是方些]|[“”\"'][^“”\"'\n]{1,6}[“”\"']"
)
GROWTH = re.compile(r"(?:增长|增加|上升|提高|提升|翻|同比|多)[了到]?\s*$")


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed by hand.

    Attributes:
        start, end: its place in the text.
        text: as typed.
        value: what it says, None where it is in Chinese numerals.
        percent: whether it is a percentage.
        growth: whether it says how much something grew, which may pass 100 %.
    """

    start: int
    end: int
    text: str
    value: Decimal | None = None
    percent: bool = False
    growth: bool = False


def typed_numbers(text: str) -> list[Typed]:
    """The hand-written counts and rates in ``text``, in order."""
    taken = [match.span() for match in NO_COUNT.finditer(text)]
    found: list[Typed] = []
    for pattern in (DIGITS, CHINESE):
        for one in _matches(pattern, text, taken):
            found.append(one)
            taken.append((one.start, one.end))
    return sorted(found, key=lambda one: one.start)


def _matches(pattern: re.Pattern[str], text: str, taken: list[tuple[int, int]]) -> Iterator[Typed]:
    for match in pattern.finditer(text):
        start = match.start("number")
        if any(low < match.end() and start < high for low, high in taken):
            continue
        groups = match.groupdict()
        yield Typed(
            match.start(),
            match.end(),
            match[0],
            value=_value(groups) if pattern is DIGITS else None,
            percent=groups.get("percent") in ("%", "％"),
            growth=GROWTH.search(text[: match.start()]) is not None,
        )


def _value(groups: dict[str, str | None]) -> Decimal:
    scale = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}.get(groups["wan"] or "", 1)
    return Decimal((groups["number"] or "0").replace(",", "")) * scale
