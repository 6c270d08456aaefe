"""Spans of days that a count or a report covers."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from ..errors import Unreadable
from .labels import chinese, english

NAMED = re.compile(r"(?P<year>\d{4})(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>\d{2}))?")
SPANNED = re.compile(r"(?P<first>\d{4}-\d{2}(?:-\d{2})?)\.\.(?P<last>\d{4}-\d{2}(?:-\d{2})?)")
FIRST_YEAR, LAST_YEAR, MOST_YEARS = 1949, 2199, 20


def month_end(first: date) -> date:
    """The last day of the month that ``first`` lies in."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days from ``start`` to ``end``, both included.

    Raises ``Unreadable`` where the end lies before the start.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise Unreadable(_("The period ends before it begins."))

    @classmethod
    def months_of(cls, year: int, first: int, last: int) -> Self:
        """Months ``first`` to ``last`` (1 to 12, both included) of one year."""
        return cls(date(year, first, 1), month_end(date(year, last, 1)))

    @classmethod
    def year(cls, year: int) -> Self:
        """A calendar year."""
        return cls.months_of(year, 1, 12)

    @classmethod
    def half(cls, year: int, half: int) -> Self:
        """The first (1) or second (2) half of a year; others raise ``KeyError``."""
        first = {1: 1, 2: 7}[half]
        return cls.months_of(year, first, first + 5)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """A quarter (1 to 4) of a year; others raise ``KeyError``."""
        first = {1: 1, 2: 4, 3: 7, 4: 10}[quarter]
        return cls.months_of(year, first, first + 2)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """A calendar month (1 to 12)."""
        return cls.months_of(year, month, month)

    @classmethod
    def between(cls, start: date, end: date) -> Self:
        """From ``start`` to ``end``, both included."""
        return cls(start, end)

    @classmethod
    def parse(cls, code: str) -> Self:
        """The period that a code of :attr:`code` names.

        Accepts ``2026``, ``2026H1``, ``2026Q2``, ``2026-03``, ``2009-10..2011-07`` and
        ``2026-01-05..2026-02-03``; raises ``Unreadable`` with a sentence for anything else.
        """
        try:
            if named := NAMED.fullmatch(code.strip()):
                return cls._named(named)
            if span := SPANNED.fullmatch(code.strip()):
                return cls(_first_day(span["first"]), _last_day(span["last"]))
        except ValueError as error:
            raise Unreadable(_("%(code)s is no period.") % {"code": code}) from error
        raise Unreadable(_("%(code)s is no period.") % {"code": code})

    @classmethod
    def _named(cls, named: re.Match[str]) -> Self:
        year = int(named["year"])
        if named["half"]:
            return cls.half(year, int(named["half"]))
        if named["quarter"]:
            return cls.quarter(year, int(named["quarter"]))
        if named["month"]:
            return cls.month(year, int(named["month"]))
        return cls.year(year)

    def askable(self) -> Self:
        """The period itself; raises ``Unreadable`` where it is too far off or too long to be counted month by month."""
        if self.start.year < FIRST_YEAR or self.end.year > LAST_YEAR or self.end.year - self.start.year >= MOST_YEARS:
            said = {"first": FIRST_YEAR, "last": LAST_YEAR, "most": MOST_YEARS}
            raise Unreadable(_("A period lies between %(first)d and %(last)d and has at most %(most)d years.") % said)
        return self

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def is_whole_months(self) -> bool:
        """Whether it begins on a first and ends on a last day of a month."""
        return self.start.day == 1 and self.end == month_end(self.end)

    @property
    def code(self) -> str:
        """The shortest code that :meth:`parse` reads back to this period."""
        if not self.is_whole_months:
            return f"{self.start.isoformat()}..{self.end.isoformat()}"
        return _calendar_code(self.start, self.end) or f"{_month_code(self.start)}..{_month_code(self.end)}"

    def months(self) -> list[date]:
        """The first day of every month that it touches, in order."""
        first = self.start.year * 12 + self.start.month - 1
        last = self.end.year * 12 + self.end.month - 1
        return [date(count // 12, count % 12 + 1, 1) for count in range(first, last + 1)]

    def year_before(self) -> Period:
        """The same days one year earlier; month ends stay month ends (29 February included)."""
        return Period(_year_back(self.start, at_end=False), _year_back(self.end, at_end=True))

    def label(self, language: str = "zh-hans") -> str:
        """What a reader calls it, in Chinese (``zh…``) or English (any other language code)."""
        words = chinese if language.startswith("zh") else english
        return words(self.start, self.end, self.code)

    def __str__(self) -> str:
        return self.code


def _calendar_code(start: date, end: date) -> str | None:
    length = (end.year - start.year) * 12 + end.month - start.month + 1
    if length not in (1, 3, 6, 12) or end.month % length:
        return None
    suffix = {1: f"-{end.month:02d}", 3: f"Q{end.month // 3}", 6: f"H{end.month // 6}", 12: ""}[length]
    return f"{start.year:04d}{suffix}"


def _month_code(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _first_day(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def _last_day(text: str) -> date:
    return date.fromisoformat(text) if len(text) == 10 else month_end(_first_day(text))


def _year_back(day: date, *, at_end: bool) -> date:
    first = day.replace(year=day.year - 1, day=1)
    if at_end and day == month_end(day):
        return month_end(first)
    return first.replace(day=min(day.day, month_end(first).day))
