"""What a figure is: data, so that one definition is read as a queryset, as roll-up cells, and in print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

Text = str | Promise
Operator = Literal["eq", "in", "has", "set"]
Condition = tuple[str, Operator, Any]
"""Column of the source (``__`` follows a reference), operator, value; ``has`` asks an array for a member,
``set`` whether a value is stated."""

By = Literal[
    "county", "town", "month", "kind", "material", "office_kind",
    "case_kind", "matter", "channel", "talk", "outcome", "sex", "age", "agency", "track", "visit",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """Number of records."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Sum of a column of the source over the records that state it."""

    column: str


@dataclass(frozen=True, slots=True)
class Distinct:
    """Number of different values of a column: units, kinds, people."""

    column: str


@dataclass(frozen=True, slots=True)
class Stock:
    """Number of records that exist on the period's last day.

    Attributes:
        station: for divisions, whether only those with (True) or without (False) a rights-protection
            station of their own or below them; None for all.
    """

    station: bool | None = None


@dataclass(frozen=True, slots=True)
class Caseload:
    """Cases that were open on the period's last day, or today where it is still to come.

    Attributes:
        late: only those whose term was over by then.
    """

    late: bool = False


@dataclass(frozen=True, slots=True)
class Median:
    """The middle value of a column over the records that state it."""

    column: str


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure in per cent of another, both by key."""

    of: str
    to: str


Measure = Count | Sum | Distinct | Stock | Caseload | Median | Rate


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: a sign, or words that agree with the number (from ``npgettext_lazy``)."""

    words: Any

    def of(self, number: float) -> str:
        """The unit as it stands after ``number``."""
        return self.words if isinstance(self.words, str) else str(self.words % (1 if number == 1 else 2))

    def __str__(self) -> str:
        return self.of(2)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the catalogue.

    Attributes:
        key: desk and name, as it stands in a report: ``outreach.publicity``.
        label: what readers call it; definition: what is counted and what is not; unit: of its number.
        source: model whose records are counted, ``app.Model``; empty for a rate.
        measure: how records become a number.
        where: which records, all conditions together.
        breakdowns: by what it can be divided.
        day: the column that says when a record counts.
        version: number of the definition; a new one begins where the definition changes.
    """

    key: str
    label: Text
    definition: Text
    unit: Unit
    measure: Measure
    source: str = ""
    where: tuple[Condition, ...] = ()
    breakdowns: tuple[By, ...] = ()
    version: int = 1
    day: str = "day"

    @property
    def desk(self) -> str:
        """The desk that owns what is counted."""
        return self.key.partition(".")[0]

    @property
    def is_rate(self) -> bool:
        return isinstance(self.measure, Rate)

    @property
    def is_zero(self) -> bool:
        """Whether it is 0 where nothing stands behind it; a rate or a middle of nothing is none."""
        return not isinstance(self.measure, Rate | Median)

    @property
    def adds_up(self) -> bool:
        """Whether the parts of a breakdown by place or month sum to the whole."""
        return isinstance(self.measure, Count | Sum)
