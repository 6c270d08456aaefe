"""What exists on a day: offices and divisions, read from their rows, all figures in one statement."""
# ruff: noqa: S608  every word in these statements is our own; values are bound

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from tonghu.figures.area import Area
from tonghu.figures.figure import By, Figure, Stock
from tonghu.places.rules import Level, OfficeKind

AT: dict[By | None, tuple[str, str]] = {
    None: ("''", "''"),
    "month": ("''", "''"),
    "county": ("(o.place_id / 1000000)::text", "(p.code / 1000000)::text"),
    "town": ("(o.place_id / 1000)::text", "(p.code / 1000)::text"),
    "office_kind": ("o.kind", "''"),
}
"""Groups, over an office o and over a division p."""


class Standing(NamedTuple):
    """How many stood on a day: offices of a kind, or divisions of a level with or without a station."""

    day: date
    at: str
    what: str
    n: int


def read_stock(*, area: Area, days: Sequence[date], by: By | None = None) -> list[Standing]:
    """Offices and townships of the area on each of the days, grouped."""
    office_at, place_at = AT[by]
    sql = f"""
        with d as (select distinct unnest(%(days)s::date[]) as day)
        select d.day, {office_at}, o.kind, count(*) from d join places_office o
            on o.opened_on <= d.day and (o.closed_on is null or o.closed_on > d.day)
            where o.place_id between %(lo)s and %(hi)s group by 1, 2, 3
        union all
        select d.day, {place_at}, case when exists (
                select from places_office s where s.kind = %(station)s and s.opened_on <= d.day
                and (s.closed_on is null or s.closed_on > d.day) and s.place_id between p.code and p.code + 999
            ) then 'town_with' else 'town_without' end, count(*)
            from d cross join places_place p
            where p.level = %(town)s and p.code between %(lo)s and %(hi)s group by 1, 2, 3"""
    values: dict[str, Any] = {
        "days": list(days), "lo": area.lo, "hi": area.hi, "station": str(OfficeKind.STATION), "town": int(Level.TOWN),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Standing(*row) for row in cursor.fetchall()]


def wanted(figure: Figure) -> frozenset[str]:
    """What of ``Standing.what`` a stock figure counts.

    Raises:
        ValueError: its conditions are not those of an office's kind or a township's station.
    """
    if not isinstance(figure.measure, Stock):
        raise ValueError(f"{figure.key} is no stock")
    if figure.source == "places.Place":
        towns: Mapping[bool | None, frozenset[str]] = {
            None: frozenset({"town_with", "town_without"}),
            True: frozenset({"town_with"}),
            False: frozenset({"town_without"}),
        }
        return towns[figure.measure.station]
    if not figure.where:
        return frozenset(str(kind) for kind in OfficeKind)
    ((column, operator, kinds),) = figure.where
    if (figure.source, column, operator) != ("places.Office", "kind", "in"):
        raise ValueError(f"{figure.key}: a stock is counted by an office's kind")
    return frozenset(kinds)
