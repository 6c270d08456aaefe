"""A figure as a report shows it, living or frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tonghu.figures.catalogue import ALL
from tonghu.kit.numbers import grouped, in_wan

NO_RECORD = "（无记录）"
"""What the paper prints for a figure without records: never 0, never nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a breakdown: its label and what it counts."""

    label: str
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure in a report.

    Attributes:
        key, label, unit, definition, version: from the catalogue, in the paper's language.
        value: what it counts, in ``unit``; None where there is nothing to compute.
        before: the same a year earlier.
        records: how many records stand behind it.
        text: as the paper prints it, with its unit.
        rate: whether it is a percentage.
        breakdowns: rows of each breakdown that a table or chart of the report shows.
    """

    key: str
    label: str
    unit: str
    definition: str
    version: int
    value: Decimal | None
    before: Decimal | None
    records: int
    text: str
    rate: bool = False
    breakdowns: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The label in the reader's language; the paper's where the catalogue no longer has the figure."""
        return str(ALL[self.key].label) if self.key in ALL else self.label

    @property
    def missing(self) -> bool:
        return self.text == NO_RECORD


def printed(value: Decimal | None, unit: str, records: int) -> str:
    """A value as the paper prints it: ``38件``, ``1.2万人次``, ``66.7%``."""
    if value is None or records == 0:
        return NO_RECORD
    if value != value.to_integral_value():
        return f"{plain_number(value)}{unit}"
    return f"{in_wan(int(value))}{unit}"


def plain_number(number: Decimal) -> str:
    """Digits with thousands commas and at most one decimal."""
    rounded = round(number, 1)
    return grouped(int(rounded)) if rounded == rounded.to_integral_value() else f"{rounded:,}"
