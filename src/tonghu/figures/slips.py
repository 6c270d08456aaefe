"""What no sum of cells can tell of casework: how many cases were open on a day, and middle values."""
# ruff: noqa: S608  every word in these statements is our own; values are bound

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection

from tonghu.figures.area import Area
from tonghu.figures.figure import By, Figure, Median
from tonghu.figures.value import TENTH, Value
from tonghu.kit.periods import Period

AT: dict[By | None, str] = {
    None: "''",
    "month": "''",
    "county": "(place / 1000000)::text",
    "town": "(place / 1000)::text",
    "case_kind": "kind",
    "matter": "matter",
    "channel": "channel",
}
"""Groups over slips of cases; months are told apart by the days asked for."""


def _inside(area: Area) -> str:
    inside = "county between %(first)s and %(last)s"
    return inside if area.is_whole_counties else f"{inside} and place between %(lo)s and %(hi)s"


def _bounds(area: Area) -> dict[str, Any]:
    first, last = area.counties
    return {"first": first, "last": last, "lo": area.lo, "hi": area.hi}


def read_caseload(*, area: Area, days: Sequence[date], by: By | None) -> list[tuple[date, str, bool, int]]:
    """Cases open on each of the days: the day, the group, whether its term was over by then, how many."""
    sql = f"""with d as (select distinct unnest(%(days)s::date[]) as on_day)
        select d.on_day, {AT[by]}, coalesce(s.due < d.on_day, false), count(*)
        from d join cases_caseslip s on s.day <= d.on_day and (s.ended_on is null or s.ended_on > d.on_day)
        where {_inside(area)} group by 1, 2, 3"""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"days": list(days), **_bounds(area)})
        return [(day, str(at), late, int(n)) for day, at, late, n in cursor.fetchall()]


def medians(figure: Figure, *, area: Area, period: Period, by: By | None) -> dict[str, Value]:
    """The middle values of a figure by group, with those of a year before.

    Raises:
        TypeError: the figure is no median.
    """
    if not isinstance(figure.measure, Median):
        raise TypeError(f"{figure.key} is no median")
    column, day = figure.measure.column, figure.day
    found: dict[str, list[Any]] = {}
    for at, before, middle, n in _middles(column, day, area, period, by):
        one = found.setdefault(at, [None, 0, None, 0])
        one[2 * before : 2 * before + 2] = [_tenths(middle), int(n)]
    return {at: Value(figure, *one) for at, one in found.items()}


def _middles(column: str, day: str, area: Area, period: Period, by: By | None) -> list[tuple[str, bool, float, int]]:
    spans = []
    values = _bounds(area)
    for before, span in ((False, period), (True, period.year_before())):
        values |= {f"start_{before}": span.start, f"end_{before}": span.end}
        shift = " + interval '1 year'" if before else ""
        at = f"to_char({day}{shift}, 'YYYY-MM')" if by == "month" else AT[by]
        spans.append(f"""select {at}, {before}, percentile_cont(0.5) within group (order by {column}), count(*)
            from cases_caseslip where {_inside(area)} and {column} is not null
            and {day} between %(start_{before})s and %(end_{before})s group by 1""")
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(spans), values)
        return [(str(at), bool(before), float(middle), int(n)) for at, before, middle, n in cursor.fetchall()]


def _tenths(middle: float | None) -> Decimal | None:
    return None if middle is None else Decimal(middle).quantize(TENTH, ROUND_HALF_UP)
