"""Totals divided and days chosen so that they look like work, yet add up to the last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

from tonghu.kit.periods import Period

T = TypeVar("T")


def split(total: int, parts: int, rng: Random) -> list[int]:
    """``total`` as so many unequal counts of at least 1 that add up to it.

    Raises ValueError where there are more parts than there is to divide.
    """
    if total < parts:
        raise ValueError(f"{total} cannot be divided into {parts} counts of at least 1")
    weights = [rng.uniform(0.6, 1.6) for _part in range(parts)]
    whole = sum(weights)
    counts = [1 + int((total - parts) * weight / whole) for weight in weights]
    for index in range(total - sum(counts)):
        counts[index % parts] += 1
    return counts


def working_days(period: Period, count: int, rng: Random) -> list[date]:
    """So many days from Monday to Friday inside a period, outside the summer and winter holidays, in order.

    Days repeat only where there are not enough of them.
    """
    every = [period.start + timedelta(days=n) for n in range((period.end - period.start).days + 1)]
    term = [day for day in every if day.weekday() < 5 and not _on_holiday(day)] or every
    chosen = rng.sample(term, min(count, len(term)))
    return sorted(chosen + rng.choices(term, k=count - len(chosen)))


def _on_holiday(day: date) -> bool:
    """School holidays in February and August; the first days of January, May and October."""
    return day.month in (2, 8) or (day.month in (1, 5, 10) and day.day <= 7)


def near(first: tuple[int, int], last: tuple[int, int], year: int, rng: Random) -> date:
    """A day from one month and day to another of a year."""
    start, end = date(year, *first), date(year, *last)
    return start + timedelta(days=rng.randint(0, (end - start).days))


def token(rng: Random) -> UUID:
    """A form's number that is the same in every build."""
    return UUID(int=rng.getrandbits(128), version=4)


def turn(values: Sequence[T], index: int) -> T:
    """The value whose turn it is, round and round."""
    return values[index % len(values)]
