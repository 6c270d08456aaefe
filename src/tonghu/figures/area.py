"""Where is counted: a division with all below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from tonghu.kit.scope import COUNTY, Scope
from tonghu.places.models import Office, Place


@dataclass(frozen=True, slots=True)
class Area:
    """A range of 12-digit place codes, both ends included, and what readers call it."""

    lo: int
    hi: int
    label: str

    @classmethod
    def of(cls, office: Office) -> Self:
        """What an office answers for: its place and all below."""
        return cls.at(office.place)

    @classmethod
    def at(cls, place: Place) -> Self:
        lo, hi = place.span
        return cls(lo, hi, str(place))

    @property
    def code(self) -> int:
        """The place's own 12-digit code."""
        return self.lo

    @property
    def counties(self) -> tuple[int, int]:
        """First and last six-digit county code, both included."""
        return self.lo // COUNTY, self.hi // COUNTY

    @property
    def is_whole_counties(self) -> bool:
        return self.lo % COUNTY == 0 and (self.hi + 1) % COUNTY == 0

    @property
    def scope(self) -> Scope:
        """What a command at the machine may see of this area and no more."""
        first, last = self.counties
        if self.is_whole_counties:
            return Scope(counties=tuple(range(first, last + 1)))
        return Scope(counties=(first,), lo=self.lo, hi=self.hi)

    def holds(self, other: Area) -> bool:
        """Whether the other lies inside, itself included."""
        return self.lo <= other.lo and other.hi <= self.hi
