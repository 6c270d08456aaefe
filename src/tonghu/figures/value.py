"""A figure's number with what it was a year before, and how readers are told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from tonghu.figures.figure import Figure

Number = int | Decimal | None
TENTH = Decimal("0.1")
WITHHELD = "※"
"""Stands where a number is too small to be told."""


def share(of: Number, to: Number) -> Decimal | None:
    """``of`` in per cent of ``to``, to one decimal; None where there is nothing to divide by."""
    if of is None or not to:
        return None
    return (Decimal(of) * 100 / Decimal(to)).quantize(TENTH, ROUND_HALF_UP)


def in_words(number: Number) -> str:
    """A number with thousands commas; a dash where there is none."""
    return "–" if number is None else f"{number:,}"


@dataclass(frozen=True, slots=True)
class Value:
    """What a figure came to.

    Attributes:
        figure: which.
        value: its number; None where it cannot be computed (a rate of nothing).
        records: entries behind it: activities, or lines of their parts (one material, one sort of
            people, one unit). 0 means that nothing states the figure: say so, never print it as 0.
        withheld, before_withheld: whether a number is too small to be told to this reader; it is None then.
        before: its number in the same period a year before; before_records: the entries behind that.
    """

    figure: Figure
    value: Number
    records: int
    before: Number
    before_records: int
    withheld: bool = False
    before_withheld: bool = False

    @property
    def text(self) -> str:
        """The number as it stands in a sentence: ``12,000``, ``87.5``."""
        return WITHHELD if self.withheld else in_words(self.value)

    @property
    def before_text(self) -> str:
        return WITHHELD if self.before_withheld else in_words(self.before)

    @property
    def unit(self) -> str:
        """The unit, in agreement with the number."""
        return self.figure.unit.of(float(self.value or 0))

    @property
    def before_unit(self) -> str:
        return self.figure.unit.of(float(self.before or 0))

    @property
    def difference(self) -> str:
        """The change from a year before, in words."""
        if self.withheld or self.before_withheld:
            return ""
        if self.value is None or self.before is None or not self.before_records:
            return _("No records a year before")
        change = Decimal(self.value) - Decimal(self.before)
        if not change:
            return _("As many as a year before") if not self.figure.is_rate else _("The same as a year before")
        if self.figure.is_rate:
            words = _("%(n)s percentage points higher than a year before") if change > 0 else _(
                "%(n)s percentage points lower than a year before"
            )  # fmt: skip
            return words % {"n": in_words(abs(change))}
        words = _("%(n)s %(unit)s more than a year before") if change > 0 else _(
            "%(n)s %(unit)s fewer than a year before"
        )  # fmt: skip
        return words % {"n": in_words(abs(change)), "unit": self.figure.unit.of(float(abs(change)))}
