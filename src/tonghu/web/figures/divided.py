"""The parts of a figure beneath its chart."""

from __future__ import annotations

from dataclasses import dataclass

from tonghu.figures.breakdown import BY_LABELS, Part, breakdown
from tonghu.figures.figure import By, Figure, Text
from tonghu.kit.periods import Period
from tonghu.places.rules import Level
from tonghu.web.figures.forms import Asked
from tonghu.web.figures.tables import last_months

SHORTEST = 3
"""Months below which a line of the period alone says nothing."""


@dataclass(frozen=True)
class Division:
    """A figure divided one way: what the parts are called, the parts, and the largest of them."""

    label: Text
    by: By
    parts: list[Part]
    largest: float


def divided(figure: Figure, question: Asked) -> list[Division]:
    """Every way in which the figure can be divided in this area, but by month, which is the chart."""
    place: By = "county" if question.level <= Level.CITY else "town"
    ways: list[By] = [by for by in figure.breakdowns if by not in ("county", "town", "month") or by == place]
    if question.level > Level.COUNTY:
        ways = [by for by in ways if by != place]
    found = []
    for by in ways:
        parts = breakdown(figure, by=by, area=question.area, period=question.period)
        if parts:
            largest = max(float(part.value.value or 0) for part in parts)
            found.append(Division(BY_LABELS[by], by, parts, largest))
    return found


def months_of(period: Period) -> Period:
    """The months that the chart shows: those of the period, or the last twelve where it has too few."""
    months = period.months()
    if len(months) < SHORTEST:
        return last_months(period)
    return Period(months[0], last_months(period).end)
