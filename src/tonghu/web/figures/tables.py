"""All figures as a table: on the page and as a workbook, from the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tonghu.access.actor import Actor
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import breakdown_all
from tonghu.figures.figure import Figure, Text
from tonghu.figures.value import Value
from tonghu.kit.charts import sparkline
from tonghu.kit.periods import Period, month_end
from tonghu.web.figures.forms import Asked
from tonghu.web.figures.outsiders import is_outsider, told

DESKS: dict[str, Text] = {
    "cases": gettext_lazy("Casework"),
    "outreach": gettext_lazy("Activities"),
    "places": gettext_lazy("Network"),
}
HEADINGS = (
    pgettext_lazy("column", "Field of work"),
    pgettext_lazy("column", "Figure"),
    pgettext_lazy("column", "Value"),
    pgettext_lazy("column", "Unit"),
    pgettext_lazy("column", "A year before"),
    pgettext_lazy("column", "Change"),
    pgettext_lazy("column", "Definition"),
    pgettext_lazy("column", "Version of the definition"),
)
MONTHS = 12


@dataclass(frozen=True)
class Line:
    """One figure with its value and the line of its last twelve months."""

    figure: Figure
    value: Value
    year: SafeString


@dataclass(frozen=True)
class Group:
    """The figures of one desk."""

    label: Text
    lines: list[Line]


def groups(question: Asked, actor: Actor) -> list[Group]:
    """Every figure of the catalogue under its desk, in a number of queries that does not grow with them."""
    area, period = question.area, question.period
    values = told(ALL.values(), question, actor)
    months = last_months(period)
    by_month = breakdown_all(ALL.values(), by="month", area=area, period=months)
    return [
        Group(
            label,
            [
                Line(
                    figure,
                    values[figure.key],
                    _year(figure, {} if is_outsider(figure, actor) else by_month[figure.key], months),
                )
                for figure in ALL.values()
                if figure.desk == desk
            ],
        )
        for desk, label in DESKS.items()
    ]


def last_months(period: Period) -> Period:
    """The twelve whole months that end with the period's last."""
    year_start = (period.end.year - 1, period.end.month + 1) if period.end.month < 12 else (period.end.year, 1)
    return Period(period.end.replace(year=year_start[0], month=year_start[1], day=1), month_end(period.end))


def _year(figure: Figure, found: dict[str, Value], months: Period) -> SafeString:
    none = 0 if figure.is_zero and found else None
    numbers = [found[at].value if at in found else none for at in (f"{m:%Y-%m}" for m in months.months())]
    values = [None if n is None else float(n) for n in numbers]
    title = _("%(figure)s, last 12 months: %(numbers)s") % {
        "figure": figure.label,
        "numbers": ", ".join("–" if n is None else f"{n:,}" for n in numbers),
    }
    return sparkline(values, title=title)


def cells(found: Sequence[Group]) -> Iterator[list[Any]]:
    """Rows of the workbook, under HEADINGS; what nothing states is left empty, never 0."""
    for group in found:
        for line in group.lines:
            value, figure = line.value, line.figure
            stated = value.records > 0 and not value.withheld
            yield [
                str(group.label),
                str(figure.label),
                value.value if stated else value.text if value.withheld else None,
                str(figure.unit),
                value.before_text if value.before_withheld else value.before if value.before_records else None,
                value.difference,
                str(figure.definition),
                figure.version,
            ]
