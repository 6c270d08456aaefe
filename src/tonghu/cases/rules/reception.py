"""Hours of a lawyer reception day (律师接访日). Pure: no database."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

MOST_WEEKS = 12
"""Weeks ahead for which a day can be repeated."""
MOST_MINORS = 100
ANY = date(2000, 1, 1)


def slots(begins: time, ends: time, minutes: int) -> list[time]:
    """When consultations begin, the last one ending by the end of the day."""
    found = []
    at, last = datetime.combine(ANY, begins), datetime.combine(ANY, ends)
    while at + timedelta(minutes=minutes) <= last:
        found.append(at.time())
        at += timedelta(minutes=minutes)
    return found


def free(begins: time, ends: time, minutes: int, taken: Iterable[time]) -> list[time]:
    """The hours nobody has booked."""
    gone = set(taken)
    return [at for at in slots(begins, ends, minutes) if at not in gone]


def shifted(at: time, *, by: timedelta) -> time | None:
    """An hour moved on or back; None where it would fall on another day."""
    moved = datetime.combine(ANY, at) + by
    return moved.time() if moved.date() == ANY else None


def between(first: time, second: time) -> timedelta:
    """From the first hour to the second."""
    return datetime.combine(ANY, second) - datetime.combine(ANY, first)
