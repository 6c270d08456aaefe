"""Terms in force, and when they end for an office."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from tonghu.kit.workdays import Deadline, last_day
from tonghu.work.models import ClosedDay, Term
from tonghu.work.terms import TERMS


def term_for(key: str, *, on: date, office_id: int | None = None) -> Term:
    """The term of that key in force for an office on a day; before its first day, the first there was.

    Raises:
        KeyError: there is no term of that key.
    """
    return Terms([key]).get(key, on=on, office_id=office_id)


class Terms:
    """The rows of some keys, read once."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._rows: dict[str, list[Term]] = {}
        wanted = sorted(set(keys) & set(TERMS))
        for row in Term.objects.filter(key__in=wanted).order_by("-since", "-id"):
            self._rows.setdefault(row.key, []).append(row)

    def get(self, key: str, *, on: date, office_id: int | None = None) -> Term:
        """As :func:`term_for`."""
        rows = self._rows[key]
        for owner in (office_id, None):
            held = [row for row in rows if row.office_id == owner and (owner or row.office_id is None)]
            found = next((row for row in held if row.since <= on), None)
            if found is not None:
                return found
        return next(row for row in reversed(rows) if row.office_id is None)


def closed_days(office_ids: Iterable[int]) -> dict[int, frozenset[date]]:
    """The closed days of each of some offices."""
    found: dict[int, set[date]] = {office: set() for office in office_ids}
    for office, day in ClosedDay.objects.filter(office_id__in=found).values_list("office_id", "day"):
        found[office].add(day)
    return {office: frozenset(days) for office, days in found.items()}


def deadline_of(term: Term, *, since: date, closed: frozenset[date] = frozenset()) -> Deadline:
    """When a term ends that began on a day, or at a moment; a moment is read in the house's time zone."""
    if isinstance(since, datetime):
        since = timezone.localtime(since)
    return last_day(since, term.number, term.unit, closed)


def deadline(key: str, *, since: date, office_id: int | None = None) -> Deadline:
    """When the term of that key would end for an office; for pages that show it before anything is saved.

    Raises:
        KeyError: there is no term of that key. ValueError: a term of hours needs a moment.
    """
    day = timezone.localtime(since).date() if isinstance(since, datetime) else since
    closed = closed_days([office_id])[office_id] if office_id is not None else frozenset()
    return deadline_of(term_for(key, on=day, office_id=office_id), since=since, closed=closed)
