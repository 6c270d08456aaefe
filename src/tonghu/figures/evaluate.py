"""Figures of an area and a period: all of them at the price of one, whole or divided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils import timezone

from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.figure import By, Caseload, Figure, Median, Rate, Stock
from tonghu.figures.reading import Reading, reading_of
from tonghu.figures.reading_cases import COLUMN_OF, reading_of_cases
from tonghu.figures.roll import ACTIVITIES, CASEWORK, Family, Row, read
from tonghu.figures.slips import AT as SLIPS_BY
from tonghu.figures.slips import medians, read_caseload
from tonghu.figures.stock import Standing, read_stock, wanted
from tonghu.figures.value import Value, share
from tonghu.kit.periods import Period, month_end

PLACE_AND_TIME = (None, "county", "town", "month")
Sums = dict[str, list[int]]
"""By group: number and records now, number and records a year before."""


def evaluate_all(figures: Iterable[Figure], *, area: Area, period: Period) -> dict[str, Value]:
    """Every figure's value with that of the same period a year before, by key.

    One statement for all figures of activities, one for those of casework, one for all of the network, however
    many are asked for; one more for the caseload, and one for each middle value.
    What lies outside the transaction's scope counts as nothing.
    """
    asked = list(figures)
    divided = breakdown_all(asked, by=None, area=area, period=period)
    return {f.key: divided[f.key].get("") or _value(f, [0, 0, 0, 0]) for f in asked}


def evaluate(figure: Figure, *, area: Area, period: Period) -> Value:
    """One figure's value; several are better asked for together."""
    return evaluate_all([figure], area=area, period=period)[figure.key]


def breakdown_all(
    figures: Iterable[Figure], *, by: By | None, area: Area, period: Period
) -> dict[str, dict[str, Value]]:
    """Every figure divided: by key, then by group (county and town by their code's digits, month as 2026-03).

    Groups without records are left out, and figures that cannot be divided so have none.
    """
    asked = list(figures)
    needed = _with_parts(asked)
    sums = _counted(needed, by, area, period) | _network(needed, by, area, period) | _open(needed, by, area, period)
    return {f.key: _divided(f, sums, by, area, period) for f in asked}


def _divided(figure: Figure, sums: dict[str, Sums], by: By | None, area: Area, period: Period) -> dict[str, Value]:
    if figure.is_rate:
        return _rates(figure, sums)
    if isinstance(figure.measure, Median):
        return medians(figure, area=area, period=period, by=by) if by in SLIPS_BY else {}
    return _values(figure, sums.get(figure.key, {}))


def _with_parts(figures: Sequence[Figure]) -> list[Figure]:
    keys = dict.fromkeys(f.key for f in figures if not f.is_rate)
    for figure in figures:
        if isinstance(figure.measure, Rate):
            keys |= dict.fromkeys((figure.measure.of, figure.measure.to))
    return [ALL.get(key) or next(f for f in figures if f.key == key) for key in keys]


def _values(figure: Figure, sums: Sums) -> dict[str, Value]:
    return {at: _value(figure, found) for at, found in sums.items()}


def _value(figure: Figure, found: list[int]) -> Value:
    n, records, n_before, records_before = found
    if not figure.is_zero:
        return Value(figure, None, 0, None, 0)
    return Value(figure, n, records, n_before, records_before)


def _rates(figure: Figure, sums: dict[str, Sums]) -> dict[str, Value]:
    if not isinstance(figure.measure, Rate):
        raise TypeError(f"{figure.key} is no rate")
    parts, wholes = sums.get(figure.measure.of, {}), sums.get(figure.measure.to, {})
    none = [0, 0, 0, 0]
    return {
        at: Value(
            figure,
            share(parts.get(at, none)[0], whole[0]),
            whole[1],
            share(parts.get(at, none)[2], whole[2]),
            whole[3],
        )
        for at, whole in wholes.items()
    }


def _counted(figures: Sequence[Figure], by: By | None, area: Area, period: Period) -> dict[str, Sums]:
    activities: list[tuple[str, Reading]] = []
    casework: list[tuple[str, Reading]] = []
    for f in figures:
        if f.source.startswith("cases."):
            if by not in ("kind", "material", "office_kind") and (by in PLACE_AND_TIME or _has(f, by)):
                reading = reading_of_cases(f, by)
                casework += [(f.key, reading)] if reading is not None else []
        elif by not in ("office_kind", "case_kind", *COLUMN_OF) and (by != "material" or _has(f, by)):
            reading = reading_of(f)
            activities += [(f.key, reading)] if reading is not None else []
    return _read(ACTIVITIES, activities, by, area, period) | _read(CASEWORK, casework, by, area, period)


def _read(
    family: Family, pairs: Sequence[tuple[str, Reading]], by: By | None, area: Area, period: Period
) -> dict[str, Sums]:
    if not pairs:
        return {}
    found: dict[str, Sums] = {key: defaultdict(lambda: [0, 0, 0, 0]) for key, _ in pairs}
    for row in read([reading for _, reading in pairs], area=area, period=period, by=by, family=family):
        for index, (key, reading) in enumerate(pairs):
            if _answers(row, index, reading):
                _add(found[key], row, by)
    return {key: {at: s for at, s in sums.items() if s[1] or s[3]} for key, sums in found.items()}


def _has(figure: Figure, by: By | None) -> bool:
    return by is None or by in figure.breakdowns


def _answers(row: Row, index: int, reading: Reading) -> bool:
    if reading.distinct:
        return row.reading == index
    return row.reading == -1 and reading.admits(row.fact, row.kind, row.sub, row.form)


def _add(sums: Sums, row: Row, by: By | None) -> None:
    if by != "month":
        for position, amount in enumerate((row.n, row.records, row.n_before, row.records_before)):
            sums[row.at][position] += amount
        return
    year_after = f"{int(row.at[:4]) + 1}{row.at[4:]}"
    sums[row.at][0] += row.n
    sums[row.at][1] += row.records
    sums[year_after][2] += row.n_before
    sums[year_after][3] += row.records_before


def _open(figures: Sequence[Figure], by: By | None, area: Area, period: Period) -> dict[str, Sums]:
    loads = {f.key: f.measure.late for f in figures if isinstance(f.measure, Caseload)}
    if not loads or by not in SLIPS_BY:
        return {}
    today = timezone.localdate()
    ends = [min(month_end(m), period.end) for m in period.months()] if by == "month" else [period.end]
    pairs = [(end, Period(end, end).year_before().end) for end in ends]
    asked = {day: min(day, today) for pair in pairs for day in pair}
    found = read_caseload(area=area, days=sorted(set(asked.values())), by=by)
    rows = [
        Standing(day, at, "late" if late else "in_time", n)
        for day, told in asked.items()
        for on_day, at, late, n in found
        if on_day == told
    ]
    every = frozenset({"late", "in_time"})
    return {key: _stood(rows, frozenset({"late"}) if late else every, pairs, by) for key, late in loads.items()}


def _network(figures: Sequence[Figure], by: By | None, area: Area, period: Period) -> dict[str, Sums]:
    divided = by in PLACE_AND_TIME or by == "office_kind"
    stocks = [f for f in figures if isinstance(f.measure, Stock) and divided and _can(f, by)]
    if not stocks:
        return {}
    ends = [min(month_end(m), period.end) for m in period.months()] if by == "month" else [period.end]
    pairs = [(end, Period(end, end).year_before().end) for end in ends]
    rows = read_stock(area=area, days=[day for pair in pairs for day in pair], by=by)
    return {f.key: _stood(rows, wanted(f), pairs, by) for f in stocks}


def _can(figure: Figure, by: By | None) -> bool:
    return by != "office_kind" or figure.source == "places.Office"


def _stood(rows: list[Standing], what: frozenset[str], pairs: list[tuple[date, date]], by: By | None) -> Sums:
    sums: Sums = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows:
        for day, before in pairs:
            if row.what in what:
                at = f"{day:%Y-%m}" if by == "month" else row.at
                for end, position in ((day, 0), (before, 2)):
                    if row.day == end:
                        sums[at][position] += row.n
                        sums[at][position + 1] += row.n
    return dict(sums)
