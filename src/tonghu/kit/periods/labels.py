"""What readers call a period, in Chinese and English."""

from __future__ import annotations

import calendar
from datetime import date

HALVES = {"1": ("上半年", "first half"), "2": ("下半年", "second half")}
QUARTERS = {
    "1": ("第一季度", "first quarter"),
    "2": ("第二季度", "second quarter"),
    "3": ("第三季度", "third quarter"),
    "4": ("第四季度", "fourth quarter"),
}


def chinese(start: date, end: date, code: str) -> str:
    """The Chinese name of the days ``start`` to ``end`` whose period code is ``code``."""
    if ".." in code:
        return _chinese_span(start, end, whole_months=len(code) == len("2026-01..2026-02"))
    year = f"{start.year}年"
    if "H" in code:
        return year + HALVES[code[-1]][0]
    if "Q" in code:
        return year + QUARTERS[code[-1]][0]
    return year + (f"{start.month}月" if "-" in code else "")


def english(start: date, end: date, code: str) -> str:
    """The English name of the days ``start`` to ``end`` whose period code is ``code``."""
    if ".." in code:
        if len(code) == len("2026-01..2026-02"):
            return f"{_english_month(start)} to {_english_month(end)}"
        return f"{_english_day(start)} to {_english_day(end)}"
    if "H" in code:
        return f"{HALVES[code[-1]][1]} of {start.year}"
    if "Q" in code:
        return f"{QUARTERS[code[-1]][1]} of {start.year}"
    return _english_month(start) if "-" in code else str(start.year)


def _chinese_span(start: date, end: date, *, whole_months: bool) -> str:
    if not whole_months:
        return f"{_chinese_day(start)}至{_chinese_day(end)}"
    second_year = "" if end.year == start.year else f"{end.year}年"
    return f"{start.year}年{start.month}月至{second_year}{end.month}月"


def _chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _english_month(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.year}"


def _english_day(day: date) -> str:
    return f"{day.day} {_english_month(day)}"
