"""Reading facts of an area and a period in one statement, so that folded and unfolded are of one moment.

Whole months come from cells and the deltas not folded yet; other periods from the rows themselves,
through the very text that the triggers use.
"""
# ruff: noqa: S608  every word in these statements is our own; values are bound

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from tonghu.figures.area import Area
from tonghu.figures.facts import COLUMNS, activity_facts, part_facts
from tonghu.figures.figure import By
from tonghu.figures.models.cell import Grain
from tonghu.figures.reading import Reading
from tonghu.kit.periods import Period

AT: dict[By | None, str] = {
    None: "''",
    "county": "(place / 1000000)::text",
    "town": "(place / 1000)::text",
    "month": "to_char(month, 'YYYY-MM')",
    "kind": "kind",
    "material": "sub",
}
NOW = "month between %(start)s and %(end)s"
BEFORE = "month between %(start_before)s and %(end_before)s"


class Row(NamedTuple):
    """Sums of one group: ``reading`` is the index of the reading it answers, -1 where several may share it."""

    reading: int
    at: str
    fact: str
    kind: str
    sub: str
    form: str
    n: int
    records: int
    n_before: int
    records_before: int


def read(readings: Sequence[Reading], *, area: Area, period: Period, by: By | None = None) -> list[Row]:
    """Sums over facts of the area, of the period and of the same period a year before.

    By month, ``n_before`` stands under the month of the year before.
    The scope of the transaction bounds what is seen: outside it everything is 0.
    """
    before = period.year_before()
    values: dict[str, Any] = {
        "start": period.start, "end": period.end, "start_before": before.start, "end_before": before.end,
        "lo": area.lo, "hi": area.hi, "first": area.counties[0], "last": area.counties[1],
        "grain": Grain.COUNTY if area.is_whole_counties and by != "town" else Grain.PLACE,
        "facts": sorted({r.fact for r in readings}),
        "shared": sorted({r.fact for r in readings if not r.distinct}),
    }  # fmt: skip
    branches = [_shared(AT[by])]
    for index, reading in enumerate(readings):
        if reading.distinct:
            branches.append(_distinct(index, reading, AT[by]))
            values |= {f"fact{index}": reading.fact, f"kinds{index}": sorted(reading.kinds or ())}
    source = _cells(area) if period.is_whole_months else _rows()
    with connection.cursor() as cursor:
        cursor.execute(f"with {source} {' union all '.join(branches)}", values)
        return [Row(*row) for row in cursor.fetchall()]


def _cells(area: Area) -> str:
    inside = f"county between %(first)s and %(last)s and ({NOW} or {BEFORE}) and fact = any(%(facts)s)"
    place = "true" if area.is_whole_counties else "place between %(lo)s and %(hi)s"
    return f"""x as (
        select {COLUMNS} from figures_cell where grain = %(grain)s and {inside} and {place}
        union all select {COLUMNS} from figures_delta where {inside} and {place})"""


def _rows() -> str:
    inside = "county between %(first)s and %(last)s and place between %(lo)s and %(hi)s"
    spans = f"({NOW} or {BEFORE})".replace("month", "day")
    return f"""c as (
        select a.*, 1 as w from outreach_activity a where withdrawn_at is null and {inside} and {spans}
    ), x ({COLUMNS}) as (
        select * from ({activity_facts(when="day")} {part_facts(when="day")}) as f ({COLUMNS})
        where fact = any(%(facts)s))"""


SUMS = f"""coalesce(sum(n) filter (where {NOW}), 0)::bigint as n,
        coalesce(sum(records) filter (where {NOW}), 0)::bigint as records,
        coalesce(sum(n) filter (where {BEFORE}), 0)::bigint as n_before,
        coalesce(sum(records) filter (where {BEFORE}), 0)::bigint as records_before"""


def _shared(at: str) -> str:
    return f"""
        select -1, s.at, s.fact, s.kind, s.sub, coalesce(m.form, ''), s.n, s.records, s.n_before, s.records_before
        from (select {at} as at, fact, kind, sub, {SUMS}
            from x where fact = any(%(shared)s) group by 1, 2, 3, 4) s
        left join outreach_material m on s.fact = 'copies' and m.id::text = s.sub"""


def _distinct(index: int, reading: Reading, at: str) -> str:
    kinds = "" if reading.kinds is None else f"and kind = any(%(kinds{index})s)"
    return f"""
        select {index}, at, '', '', '', '', count(*) filter (where records > 0), sum(records)::bigint,
            count(*) filter (where records_before > 0), sum(records_before)::bigint
        from (select {at} as at, sub, {SUMS}
            from x where fact = %(fact{index})s {kinds} group by 1, 2) d
        group by at"""
