"""Dates as people type them and as spreadsheets hold them."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime

from django.utils.translation import gettext as _

from .errors import Unreadable
from .text import normal

FOUNDING = date(1949, 10, 1)
SEPARATED = re.compile(r"(?:([0-9]{4})\s*[-./年]\s*)?([0-9]{1,2})\s*[-./月]\s*([0-9]{1,2})\s*[日号]?")
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")


def parse_date(value: str | int | float | date, *, today: date) -> date:
    """The day that ``value`` means.

    Text may be ``3.8``, ``3-8``, ``3/8``, ``3月8日``, ``2026-3-8``, ``2026.3.8``, ``2026年3月8日`` or
    ``20260308``, with half- or full-width characters; ``date`` and ``datetime`` pass through.
    A spreadsheet's number 3.8 is read where it cannot have been 3.80, and refused as 3.1 or 3.2.
    Without a year the most recent such day not after ``today`` is meant. Raises
    :class:`~tonghu.kit.errors.Unreadable`.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float):
        value = _from_number(value)
    text = MIDNIGHT.sub("", normal(str(value)))
    if not text:
        raise Unreadable(_("The date is missing. You can write 3.8 or 2026-3-8."))
    found = SEPARATED.fullmatch(text) or COMPACT.fullmatch(text)
    if found is None:
        raise Unreadable(_("“%(text)s” is not a date. You can write 3.8 or 2026-3-8.") % {"text": text[:40]})
    year, month, day = found.groups()
    if year is None:
        return _most_recent(int(month), int(day), today)
    return _day(int(year), int(month), int(day))


def _from_number(value: float) -> str:
    text = str(int(value)) if value.is_integer() else str(value)
    if re.fullmatch(r"[0-9]+\.[123]", text):
        raise Unreadable(
            _("The number %(text)s may be day %(short)s or %(long)s. Please write the date as 2026-3-8.")
            % {"text": text, "short": text[-1], "long": f"{text[-1]}0"}
        )
    return text


def not_future(day: date, today: date) -> date:
    """``day`` itself where it has come; raises ``Unreadable`` for one that still lies ahead."""
    if day > today:
        raise Unreadable(_("%(day)s is still to come. Please check the date.") % {"day": day.isoformat()})
    return day


def _most_recent(month: int, day: int, today: date) -> date:
    # 29 February may be up to eight years back (1896 to 1904, 2096 to 2104).
    for year in range(today.year, today.year - 9, -1):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            found = date(year, month, day)
            if found <= today:
                return found
    raise Unreadable(_no_such_day(month, day))


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Unreadable(_no_such_day(month, day)) from error
    if found < FOUNDING:
        raise Unreadable(_("%(day)s is before 1949-10-01. Please check the year.") % {"day": found.isoformat()})
    return found


def _no_such_day(month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return _("There is no month %(month)s. You can write 3.8 or 2026-3-8.") % {"month": month}
    return _("Month %(month)s has no day %(day)s. You can write 3.8 or 2026-3-8.") % {
        "month": month,
        "day": day,
    }
