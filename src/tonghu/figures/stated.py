"""What five real work summaries stated, carried as facts: numbers and what they count, no names.

Each row is compared with what Tonghu computes over records that a demonstration holds. A row of a desk
that is not built yet is pending; one whose number was damaged in the source is shown beside what its stated parts add
up to and what the records give, never compared.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Literal

from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import evaluate
from tonghu.figures.records import rows
from tonghu.figures.value import Number
from tonghu.kit.periods import Period
from tonghu.kit.scope import within
from tonghu.places.models import Place

MORE = Decimal("1.25")
"""A summary that says "more than 1,200" would have said 1,500: it holds from 1,200 to below 1.25 times that."""

Verdict = Literal["ok", "damaged", "pending", "wrong"]
VERDICTS: tuple[Verdict, ...] = ("ok", "damaged", "pending", "wrong")


@dataclass(frozen=True, slots=True)
class Stated:
    """One stated figure.

    Attributes:
        id: article and number; desk: who owns it; key: our figure, empty while its desk is not built.
        place: 12-digit code of the fictional place that stands for the article's; period: its days.
        value: the number in ``unit``; hedge: ``=`` exactly, ``+`` that or somewhat more, ``≥`` at least.
        state: ``damaged`` where the source itself cannot be read; what: what is counted.
        parts: ids of the figures that the source states as its parts.
    """

    id: str
    article: int
    desk: str
    key: str
    place: int
    period: Period
    value: Decimal
    unit: str
    hedge: str
    state: str
    what: str
    parts: tuple[str, ...] = ()

    def holds(self, computed: Number) -> bool:
        """Whether a computed number agrees with the stated one and its hedge."""
        if computed is None:
            return False
        if self.hedge == "=":
            return computed == self.value
        if self.hedge == "≥":
            return computed >= self.value
        return self.value <= computed < self.value * MORE


@dataclass(frozen=True, slots=True)
class Checked:
    """A stated figure with what was computed over how many records; None where nothing was.

    ``parts`` is what its parts add up to as the source states them; None where it states none.
    """

    stated: Stated
    computed: Number
    records: int | None
    verdict: Verdict
    parts: Decimal | None = None


def stated() -> list[Stated]:
    """All rows of the table, in its order."""
    text = files("tonghu.figures").joinpath("data/stated.tsv").read_text(encoding="utf-8")
    return [
        Stated(
            **{name: row[name] for name in ("id", "desk", "key", "unit", "hedge", "state", "what")},
            article=int(row["article"]),
            place=int(row["place"]),
            period=Period.parse(row["period"]),
            value=Decimal(row["value"]),
            parts=tuple(row["parts"].split("+")) if row["parts"] else (),
        )
        for row in csv.DictReader(text.splitlines(), delimiter="\t")
    ]


def check(row: Stated) -> Checked:
    """Compute one row from the records of its place and period; opens a transaction of its own."""
    damaged = row.state == "damaged"
    if not row.key:
        return Checked(row, None, None, "damaged" if damaged else "pending")
    place = Place.objects.filter(code=row.place).first()
    if place is None:
        return Checked(row, None, 0, "damaged" if damaged else "wrong", _sum(row))
    area, figure = Area.at(place), ALL[row.key]
    with within(area.scope):
        value = evaluate(figure, area=area, period=row.period)
        records = rows(figure, area=area, period=row.period).count()
    verdict: Verdict = "damaged" if damaged else "ok" if row.holds(value.value) else "wrong"
    return Checked(row, value.value, records, verdict, _sum(row))


def _sum(row: Stated) -> Decimal | None:
    return sum((one.value for one in stated() if one.id in row.parts), Decimal(0)) if row.parts else None


def total(checked: Iterable[Checked]) -> Counter[Verdict]:
    """How many rows came to which verdict."""
    return Counter(one.verdict for one in checked)
