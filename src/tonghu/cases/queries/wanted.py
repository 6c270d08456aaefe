"""What a list of cases may be narrowed by; list, count, export and print read the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.access.actor import Actor
from tonghu.cases.rules.states import OPEN, State
from tonghu.kit.scope import COUNTY, TOWN
from tonghu.places.models import Place

NUMBER = re.compile(r"((?:19|20)\d\d)\s*[-–—－]\s*0*(\d{1,6})")


class Sort(models.TextChoices):
    """The orders in which cases are listed."""

    DAY = "day", _("Newest first")
    DUE = "due", _("What is due first")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Conditions of a list, all of them optional.

    Attributes:
        q: a case number (``2026-0038``), a number of the state petition system, or somebody in the case: the
            beginning of a name, its pinyin or initials, a whole phone or identity number.
        state: one of ``State``; open: those not ended; joined cases are listed only where ``state`` asks for them.
        matter: leading or further kind; kind: the group it belongs to.
        officer: id of a user; mine: those of the acting user.
        place: a division; cases of offices at it and below it. office: id of the handling office.
        late: something in it is overdue; repeat: the same people and matter came before.
        first, last: earliest and latest day, both included.
    """

    q: str = ""
    state: str = ""
    open: bool = False
    kind: str = ""
    matter: str = ""
    channel: str = ""
    minor: bool = False
    danger: int | None = None
    place: Place | None = None
    office: int | None = None
    officer: int | None = None
    mine: bool = False
    year: int | None = None
    first: date | None = None
    last: date | None = None
    late: bool = False
    repeat: bool = False
    reception: bool = False
    sort: Sort = field(default=Sort.DAY)

    @property
    def searches(self) -> bool:
        return bool(self.q.strip())

    @property
    def narrows(self) -> bool:
        """Whether any condition is set; an order alone is none."""
        named = (self.q.strip(), self.state, self.kind, self.matter, self.channel, self.place, self.office)
        more = (self.officer, self.year, self.first, self.last, self.danger is not None)
        return any((*named, *more, self.open, self.minor, self.mine, self.late, self.repeat, self.reception))

    def conditions(self, by: Actor) -> Q:
        """What the case's own columns say; the search and what is late are not among them."""
        found = self._what() & self._whose(by)
        if self.state:
            found &= Q(state=self.state)
        elif not self.searches:
            found &= ~Q(state=State.MERGED)
        if self.open:
            found &= Q(state__in=OPEN)
        if self.year is not None:
            found &= Q(year=self.year)
        if self.first is not None:
            found &= Q(day__gte=self.first)
        if self.last is not None:
            found &= Q(day__lte=self.last)
        return found

    def _what(self) -> Q:
        named = {"kind": self.kind, "channel": self.channel}
        found = Q(**{name: value for name, value in named.items() if value})
        if self.matter:
            found &= Q(matter=self.matter) | Q(also__contains=[self.matter])
        if self.minor:
            found &= Q(minor=True)
        if self.danger is not None:
            found &= Q(danger__gte=self.danger)
        if self.repeat:
            found &= Q(repeats__isnull=False)
        if self.reception:
            found &= Q(reception=True)
        return found

    def _whose(self, by: Actor) -> Q:
        found = Q()
        if self.place is not None:
            found &= _below(self.place)
        if self.office is not None:
            found &= Q(office=self.office)
        if self.officer is not None:
            found &= Q(officer=self.officer)
        if self.mine:
            found &= Q(officer=by.user.pk)
        return found


def number_of(text: str) -> tuple[int, int] | None:
    """Year and serial number of what is typed as a case number; None where it is none."""
    found = NUMBER.fullmatch(text.strip())
    return (int(found[1]), int(found[2])) if found else None


def _below(place: Place) -> Q:
    lo, hi = place.span
    if hi - lo + 1 == COUNTY:
        return Q(county=lo // COUNTY)
    if hi - lo + 1 == TOWN:
        return Q(town=lo // TOWN)
    return Q(place__gte=lo, place__lte=hi)
