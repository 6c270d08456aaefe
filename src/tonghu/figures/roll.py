"""Reading facts of an area and a period in one statement, so that folded and unfolded are of one moment.

Whole months come from cells and the deltas not folded yet; the days at the edges of a period come from
the rows themselves, through the very text that the triggers use.
"""
# ruff: noqa: S608  every word in these statements is our own; values are bound

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from tonghu.figures.area import Area
from tonghu.figures.facts import COLUMNS, activity_facts, part_facts
from tonghu.figures.facts_cases import edge_facts
from tonghu.figures.figure import By
from tonghu.figures.models.cell import Grain
from tonghu.figures.reading import Reading
from tonghu.figures.reading_cases import COLUMN_OF
from tonghu.kit.periods import Period, month_end

AT: dict[By | None, str] = {
    None: "''",
    "county": "(place / 1000000)::text",
    "town": "(place / 1000)::text",
    "month": "to_char(month, 'YYYY-MM')",
    "kind": "kind",
    "material": "sub",
    "case_kind": "kind",
    **dict.fromkeys(COLUMN_OF, "sub"),
}
SUMS = """coalesce(sum(n) filter (where not before), 0)::bigint as n,
        coalesce(sum(records) filter (where not before), 0)::bigint as records,
        coalesce(sum(n) filter (where before), 0)::bigint as n_before,
        coalesce(sum(records) filter (where before), 0)::bigint as records_before"""


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


@dataclass(frozen=True, slots=True)
class Family:
    """Facts that come from the same rows.

    Attributes:
        edge: facts of the rows of some days as SQL with the names of COLUMNS, from a name for its parts, the
            placeholders of the first and the last day, and the condition for the area.
    """

    edge: Callable[[str, str, str, str], str]


def read(readings: Sequence[Reading], *, family: Family, area: Area, period: Period, by: By | None = None) -> list[Row]:
    """Sums over facts of the area, of the period and of the same period a year before.

    By month, ``n_before`` stands under the month of the year before.
    All readings are of one family. The scope of the transaction bounds what is seen: outside it everything is 0.
    """
    values: dict[str, Any] = {
        "lo": area.lo, "hi": area.hi, "first": area.counties[0], "last": area.counties[1],
        "grain": Grain.COUNTY if area.is_whole_counties and by != "town" else Grain.PLACE,
        "facts": sorted({r.fact for r in readings}),
        "shared": sorted({r.fact for r in readings if not r.distinct}),
    }  # fmt: skip
    inside = "county between %(first)s and %(last)s"
    inside += "" if area.is_whole_counties else " and place between %(lo)s and %(hi)s"
    sources = [
        *_source(period, "false", inside, values, family),
        *_source(period.year_before(), "true", inside, values, family),
    ]
    branches = [_shared(AT[by])]
    for index, reading in enumerate(readings):
        if reading.distinct:
            branches.append(_distinct(index, reading, AT[by]))
            values |= {f"fact{index}": reading.fact, f"kinds{index}": sorted(reading.kinds or ())}
    with connection.cursor() as cursor:
        cursor.execute(
            f"with x ({COLUMNS}, before) as ({' union all '.join(sources)}) {' union all '.join(branches)}", values
        )
        return [Row(*row) for row in cursor.fetchall()]


def _source(period: Period, before: str, inside: str, values: dict[str, Any], family: Family) -> list[str]:
    months, edges = split(period)
    found = []
    if months is not None:
        values |= {f"start_{before}": months.start, f"end_{before}": months.end}
        wanted = f"{inside} and month between %(start_{before})s and %(end_{before})s and fact = any(%(facts)s)"
        found = [
            f"select {COLUMNS}, {before} from figures_cell where grain = %(grain)s and {wanted}",
            f"select {COLUMNS}, {before} from figures_delta where {wanted}",
        ]
    for edge in edges:
        start, end = f"start_{before}_{edge.start:%Y%m%d}", f"end_{before}_{edge.start:%Y%m%d}"
        values |= {start: edge.start, end: edge.end}
        facts = family.edge(f"e_{before}_{edge.start:%Y%m%d}", f"%({start})s", f"%({end})s", inside)
        found.append(f"select {COLUMNS}, {before} from ({facts}) as f ({COLUMNS}) where fact = any(%(facts)s)")
    return found


def _of_activities(name: str, start: str, end: str, inside: str) -> str:
    rows = f"""(select a.*, 1 as w from outreach_activity a where withdrawn_at is null and {inside}
        and day between {start} and {end})"""
    return f"with {name} as {rows} {activity_facts(when='day', source=name)} {part_facts(when='day', source=name)}"


def _of_cases(_name: str, start: str, end: str, inside: str) -> str:
    return edge_facts(start, end, inside)


ACTIVITIES, CASEWORK = Family(_of_activities), Family(_of_cases)


def split(period: Period) -> tuple[Period | None, list[Period]]:
    """The whole months of a period, and the days before and after them."""
    first = period.start if period.start.day == 1 else _next_month(period.start)
    last = period.end if period.end == month_end(period.end) else period.end.replace(day=1) - timedelta(days=1)
    if first > last:
        return None, [period]
    edges = [Period(period.start, first - timedelta(days=1))] if period.start < first else []
    edges += [Period(last + timedelta(days=1), period.end)] if last < period.end else []
    return Period(first, last), edges


def _next_month(day: date) -> date:
    return month_end(day) + timedelta(days=1)


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
