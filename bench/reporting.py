"""All outreach figures of a half-year, by county and year-on-year, against DuckDB over the same rows.

Ours is every evaluation without rendering, from the roll-up; DuckDB computes the same aggregates from
its own tables, one statement a figure. Both answers are compared before either is timed.
"""

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
from django.db import connections, transaction

from bench.results import Result
from bench.world import CITY
from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import breakdown_all, evaluate_all
from tonghu.figures.figure import Condition, Count, Distinct, Figure, Rate, Stock, Sum
from tonghu.kit.periods import Period
from tonghu.kit.scope import Scope, within
from tonghu.places.models import Office, Place

TABLES = {
    "outreach.Activity": "outreach_activity",
    "outreach.Handout": "outreach_handout",
    "outreach.Audience": "outreach_audience",
    "outreach.CoOrganiser": "outreach_coorganiser",
    "outreach.Lecturer": "outreach_lecturer",
}
PERIOD = Period.half(2026, 1)


def measure() -> list[Result]:
    figures = [f for f in ALL.values() if f.desk == "outreach" and isinstance(f.measure, Count | Sum | Distinct)]
    office = Office.objects.get(place_id=CITY, kind="federation")
    counties = tuple(
        sorted({c // 1_000_000 for c in Place.objects.filter(level__lte=6).values_list("code", flat=True)})
    )
    rival = _rival()
    with within(Scope(counties=counties)):
        area = Area.of(office)
        _agree(figures, area, rival)
        ours, theirs = [], []
        for _ in range(9):
            started = time.perf_counter()
            evaluate_all(figures, area=area, period=PERIOD)
            breakdown_all(figures, by="county", area=area, period=PERIOD)
            ours.append((time.perf_counter() - started) * 1000)
            started = time.perf_counter()
            for figure in figures:
                _asked(rival, figure)
            theirs.append((time.perf_counter() - started) * 1000)
    name = f"half-year report, {len(figures)} figures by county, year-on-year, against DuckDB"
    return [Result(name, median(ours), median(theirs), "ms", 1.0)]


def _agree(figures: list[Figure], area: Area, rival: Any) -> None:
    whole = evaluate_all(figures, area=area, period=PERIOD)
    for figure in figures:
        now, before = _asked(rival, figure)[None]
        value = whole[figure.key]
        if (int(value.value or 0), int(value.before or 0)) != (now, before):
            raise RuntimeError(f"{figure.key}: {value.value}, {value.before} are not DuckDB's {now}, {before}")


def _asked(rival: Any, figure: Figure) -> dict[int | None, tuple[int, int]]:
    rows = rival.execute(_statement(figure)).fetchall()
    found = {county: (int(now or 0), int(before or 0)) for county, now, before in rows}
    found.setdefault(None, (0, 0))
    return found


def _statement(figure: Figure) -> str:
    table = TABLES[figure.source]
    joined = table == "outreach_activity"
    source = "outreach_activity a" if joined else f"{table} p join outreach_activity a on a.id = p.activity_id"
    if any(c.startswith("material__") for c, _, _ in figure.where):
        source += " join outreach_material m on m.id = p.material_id"
    mine = "a" if joined else "p"
    before = PERIOD.year_before()
    where = " and ".join(_condition(c, mine) for c in figure.where) or "true"
    now_is = f"a.day between date '{PERIOD.start}' and date '{PERIOD.end}'"
    before_is = f"a.day between date '{before.start}' and date '{before.end}'"
    measured = _measured(figure, mine)
    return f"""select a.place // 1000000, {measured.format(when=now_is)}, {measured.format(when=before_is)}
        from {source} where a.withdrawn_at is null and ({now_is} or {before_is}) and {where}
        group by grouping sets ((), (a.place // 1000000))"""


def _measured(figure: Figure, mine: str) -> str:
    match figure.measure:
        case Sum(column):
            return f"sum({mine}.{column}) filter (where {{when}})"
        case Distinct(column):
            return f"count(distinct {mine}.{column}_id) filter (where {{when}})"
        case Count() | Stock() | Rate():
            return "count(*) filter (where {when})"


def _condition(condition: Condition, mine: str) -> str:
    column, operator, value = condition
    if column.startswith("activity__"):
        name = "a." + column.removeprefix("activity__")
    elif column.startswith("material__"):
        name = "m." + column.removeprefix("material__")
    else:
        name = f"{mine}.{column}"
    if operator == "has":
        return f"list_contains({name}, '{value}')"
    values = value if operator == "in" else [value]
    return f"{name} in ({', '.join(repr(str(v)) for v in values)})"


def _rival() -> Any:
    """DuckDB in memory, holding the same rows in its own tables."""
    rival = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder, transaction.atomic(using="owner"):
        for table in (*TABLES.values(), "outreach_material"):
            file = Path(folder) / f"{table}.csv"
            columns = _columns(table)
            statement = f"copy (select {columns} from {table}) to stdout (format csv, header)"
            with connections["owner"].cursor() as cursor, cursor.copy(statement) as copy, file.open("wb") as out:  # type: ignore[attr-defined]
                out.writelines(copy)
            rival.execute(f"create table {table} as select * from read_csv('{file}', header=true, all_varchar=false)")
    rival.execute(
        "alter table outreach_activity alter topics type varchar[] using string_split(trim(topics, '{}'), ',')"
    )
    return rival


def _columns(table: str) -> str:
    return {
        "outreach_activity": "id, place, day, kind, festival, topics::text, consulted, audience, withdrawn_at",
        "outreach_handout": "activity_id, material_id, copies",
        "outreach_audience": "activity_id, sort, people",
        "outreach_coorganiser": "activity_id, office_id",
        "outreach_lecturer": "activity_id, person_id",
        "outreach_material": "id, form",
    }[table]
