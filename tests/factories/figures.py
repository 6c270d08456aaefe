"""What the roll-up should hold, computed anew from the rows by other means."""

from __future__ import annotations

from collections import Counter
from uuid import uuid4

from django.db import connection

from tonghu.figures.facts import COLUMNS, activity_facts, part_facts
from tonghu.figures.figure import Distinct
from tonghu.figures.records import rows
from tonghu.outreach.models import Activity, Audience, CoOrganiser, Handout, Lecturer
from tonghu.places.models import Office

PARTS = {m._meta.label: m for m in (Handout, Audience, CoOrganiser, Lecturer)}


def unsaved(office: Office, **facts) -> Activity:
    """An activity as an import would write it, past every form."""
    stated = {"kind": "campaign", "title": "宣传", "venue": "广场", **facts}
    made = Activity(
        office=office, place=office.place_id, entered_by=0, entered_name="测试", token=uuid4(), **stated
    )  # fmt: skip
    made.spell()
    return made


def counted_anew() -> Counter:
    """Every fact of the rows that the transaction sees: key -> (n, records)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""with c as (select a.*, 1 as w from outreach_activity a where withdrawn_at is null)
            select {COLUMNS} from ({activity_facts()} {part_facts()}) f ({COLUMNS})"""
        )
        return _sums(cursor.fetchall())


def rolled_up(grain: int) -> Counter:
    """Every fact of the cells of one grain and of the deltas; counties stand at their own code."""
    place = "place / 1000000 * 1000000" if grain else "place"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select {COLUMNS} from figures_cell where grain = %s union all
            select fact, {place}, month, kind, sub, n, records from figures_delta""",
            [grain],
        )
        return _sums(cursor.fetchall())


def in_counties(facts: Counter) -> Counter:
    """The same facts added up by county."""
    found: Counter = Counter()
    for (fact, place, *rest, what), amount in facts.items():
        found[fact, place // 1_000_000 * 1_000_000, *rest, what] += amount
    return +found


def by_hand(figure, area, period) -> int:
    """A figure's value from its records alone."""
    records = rows(figure, area=area, period=period)
    if not isinstance(figure.measure, Distinct):
        return sum(record.contribution for record in records)
    ids = [record.pk for record in records]
    parts = PARTS[figure.source].objects.filter(activity__in=ids)
    return len({getattr(part, f"{figure.measure.column}_id") for part in parts})


def _sums(lines) -> Counter:
    found: Counter = Counter()
    for fact, place, month, kind, sub, n, records in lines:
        found[fact, place, month, kind, sub, "n"] += int(n)
        found[fact, place, month, kind, sub, "records"] += int(records)
    return Counter({key: amount for key, amount in found.items() if amount})
