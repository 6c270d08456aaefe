"""When a term ends: working days, rest days, and the sentence that explains a last day.

民法典 Arts 201 to 203: the first day is not counted, a term of hours runs from the moment itself, one of months
ends on the same day of the month or on the month's last, and a last day on a rest day moves to the next working
day. The rest days are those of the State Council's yearly notice, as ``chinese_calendar`` publishes them.
"""

from __future__ import annotations

import calendar
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

import chinese_calendar
from chinese_calendar.constants import holidays
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FIRST_YEAR, LAST_YEAR = min(holidays).year, max(holidays).year
"""Years whose rest days are published; outside them Monday to Friday count as working days."""

SATURDAY = 5
NONE: frozenset[date] = frozenset()


class Unit(StrEnum):
    """What a term is counted in: 日, 工作日, 小时, 月."""

    DAYS = "days"
    WORKDAYS = "workdays"
    HOURS = "hours"
    MONTHS = "months"


class Rest(StrEnum):
    """Why nobody works on a day."""

    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    CLOSED = "closed"


@dataclass(frozen=True)
class Deadline:
    """The end of a term.

    Attributes:
        day: the last day; at: the moment, for a term of hours.
        start: the day (or moment) it began, which is not counted; number and unit: its length.
        moved_from: the rest day it would have ended on; rest: why that is one.
        assumed: a year was counted whose rest days are not published yet.
    """

    day: date
    start: date
    number: int
    unit: Unit
    at: datetime | None = None
    moved_from: date | None = None
    rest: Rest | None = None
    assumed: bool = False


def published(day: date) -> bool:
    """Whether the rest days of that year are known."""
    return bool(FIRST_YEAR <= day.year <= LAST_YEAR)


def rest_of(day: date, closed: Container[date] = NONE) -> Rest | None:
    """Why nobody works on ``day``; None on a working day. ``closed``: the office's own closed days."""
    weekend = day.weekday() >= SATURDAY
    if published(day):
        if not chinese_calendar.is_workday(day):
            return Rest.HOLIDAY if day in holidays else Rest.WEEKEND
    elif weekend:
        return Rest.WEEKEND
    return Rest.CLOSED if day in closed else None


def is_workday(day: date, closed: Container[date] = NONE) -> bool:
    """Whether an office works on ``day``."""
    return rest_of(day, closed) is None


def last_day(start: date, number: int, unit: Unit | str, closed: Container[date] = NONE) -> Deadline:
    """When a term ends that begins on ``start``.

    Working days are counted by the calendar of the state; the office's own closed days are no reason to count
    fewer, they only move a last day that falls on one. A term of 0 means at once and never moves.

    Args:
        start: the day of the event, not counted; for hours the moment itself, with a time zone.
        number: length of the term, 0 or more, in ``unit``.
        closed: the office's own closed days.

    Raises:
        ValueError: a negative length, or hours from a day without a time.
    """
    unit = Unit(unit)
    if number < 0:
        raise ValueError("a term is not shorter than 0")
    if unit is Unit.HOURS:
        if not isinstance(start, datetime):
            raise ValueError("hours run from a moment, not from a day")
        at = start + timedelta(hours=number)
        return Deadline(at.date(), start, number, unit, at=at)
    first = start.date() if isinstance(start, datetime) else start
    if number == 0:
        return Deadline(first, first, number, unit)
    found = _counted(first, number, unit)
    day, rest = _open_from(found, closed)
    counted_unknown = unit is Unit.WORKDAYS and not published(first + timedelta(days=1))
    return Deadline(
        day,
        first,
        number,
        unit,
        moved_from=found if rest else None,
        rest=rest,
        assumed=counted_unknown or not published(day),
    )


def _counted(start: date, number: int, unit: Unit) -> date:
    if unit is Unit.DAYS:
        return start + timedelta(days=number)
    if unit is Unit.MONTHS:
        year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
        return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    day = start
    while number:
        day += timedelta(days=1)
        number -= is_workday(day)
    return day


def _open_from(day: date, closed: Container[date]) -> tuple[date, Rest | None]:
    first = rest_of(day, closed)
    while rest_of(day, closed):
        day += timedelta(days=1)
    return day, first


def days_left(today: date, due: date) -> int:
    """Calendar days from ``today`` to ``due``; negative where it has passed."""
    return (due - today).days


def words(today: date, due: date) -> str:
    """``3 days left``, ``due today``, ``2 days late``."""
    left = days_left(today, due)
    if left == 0:
        return _("due today")
    if left > 0:
        return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
    return ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left}


def explain(deadline: Deadline, article: str = "") -> str:
    """How a last day was found, in one line: ``15 days from 2026-09-20 (not counted) = 2026-10-05, a holiday,
    so 2026-10-08 · `` and the article."""
    if deadline.number == 0:
        told = _("At once, on %(day)s.") % {"day": deadline.day.isoformat()}
    elif deadline.at is not None:
        told = f"{_length(deadline)} = {date_format(deadline.at, 'Y-m-d H:i')}"
    elif deadline.moved_from is not None:
        told = _("%(length)s = %(found)s, %(rest)s, so %(day)s") % {
            "length": _length(deadline),
            "found": deadline.moved_from.isoformat(),
            "rest": _resting(deadline.rest),
            "day": deadline.day.isoformat(),
        }
    else:
        told = f"{_length(deadline)} = {deadline.day.isoformat()}"
    parts = [told, article] if article else [told]
    if deadline.assumed:
        parts.append(
            _("Rest days after %(year)s are not published yet: Monday to Friday were counted.") % {"year": LAST_YEAR}
            if deadline.day.year > LAST_YEAR
            else _("Rest days before %(year)s are not known: Monday to Friday were counted.") % {"year": FIRST_YEAR}
        )
    return " · ".join(parts)


def _length(deadline: Deadline) -> str:
    number = deadline.number
    if deadline.at is not None:
        return ngettext("%(n)s hour from %(start)s", "%(n)s hours from %(start)s", number) % {
            "n": number,
            "start": date_format(deadline.start, "Y-m-d H:i"),
        }
    said = {
        Unit.DAYS: ngettext(
            "%(n)s day from %(start)s (not counted)", "%(n)s days from %(start)s (not counted)", number
        ),
        Unit.WORKDAYS: ngettext(
            "%(n)s working day from %(start)s (not counted)", "%(n)s working days from %(start)s (not counted)", number
        ),
        Unit.MONTHS: ngettext(
            "%(n)s month from %(start)s (not counted)", "%(n)s months from %(start)s (not counted)", number
        ),
    }[deadline.unit]
    return said % {"n": number, "start": deadline.start.isoformat()}


def _resting(rest: Rest | None) -> str:
    if rest is Rest.HOLIDAY:
        return _("a holiday")
    return _("a weekend") if rest is Rest.WEEKEND else _("a day on which the office is closed")
