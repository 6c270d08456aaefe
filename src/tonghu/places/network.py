"""The network of an area: divisions as a tree, offices counted on every branch, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils import timezone

from tonghu.places.acting import Acting

from .models import Contact, Office, Place
from .queries import offices
from .rules import Level, OfficeKind

LEVELS = tuple(Level.values)
FIRST = (OfficeKind.PANEL, OfficeKind.STATION, OfficeKind.LEGAL_AID)
"""The network itself, in the order of the summaries; the other kinds follow."""

LISTED = 30
"""So many names of what is missing are shown; the number is always exact."""


@dataclass
class Branch:
    """A division with its offices by kind, those below it included, and the divisions under it."""

    place: Place
    kinds: Counter[str] = field(default_factory=Counter)
    branches: list[Branch] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.kinds.total()

    @property
    def told(self) -> list[tuple[str, int]]:
        """The network's own kinds with their numbers, those that are there."""
        return [(str(kind.label), self.kinds[kind]) for kind in FIRST if self.kinds[kind]]

    @property
    def others(self) -> int:
        """How many offices are of other kinds."""
        return self.total - sum(self.kinds[kind] for kind in FIRST)


@dataclass(frozen=True)
class Network:
    """The tree of an area, two levels deep.

    Attributes:
        root: the division asked for.
        by_level: number of offices by kind, then by level of the division where they stand.
    """

    root: Branch
    by_level: dict[str, Counter[int]]


def network(actor: Acting, place: Place, *, kind: str = "", q: str = "") -> Network:
    """Count the open offices of a division's tree: one query for divisions, one for offices.

    Args:
        place: the root, inside the actor's area; kind, q: as for :func:`tonghu.places.queries.offices`.
    """
    shown = [level for level in LEVELS if level > place.level][:2]
    below = Place.objects.visible_to(actor).below(place).filter(level__in=shown).order_by("code")
    branches = {(one.level, one.code // _width(one.level)): Branch(one) for one in [place, *below]}
    finest = shown[-1] if shown else place.level
    root = branches[place.level, place.code // _width(place.level)]
    by_level: dict[str, Counter[int]] = {}
    counted = (
        offices(actor, place=place, kind=kind, q=q)
        .order_by()
        .annotate(part=F("place_id") / _width(finest))
        .values_list("part", "kind", "place__level")
        .annotate(n=Count("pk"))
    )
    for part, of_kind, level, n in counted:
        by_level.setdefault(of_kind, Counter())[level] += n
        for one in (place.level, *shown):
            branch = branches.get((one, part * _width(finest) // _width(one)))
            if branch is not None:
                branch.kinds[of_kind] += n
    _hang(branches, place.level, shown)
    return Network(root, by_level)


def _hang(branches: dict[tuple[int, int], Branch], top: int, shown: Iterable[int]) -> None:
    levels = [top, *shown]
    for (level, part), branch in branches.items():
        # a city may hold townships directly: they hang on the nearest division that there is
        for higher in reversed([one for one in levels if one < level]):
            parent = branches.get((higher, part * _width(level) // _width(higher)))
            if parent is not None:
                parent.branches.append(branch)
                break


def _width(level: int) -> int:
    return int(10 ** (12 - level))


@dataclass(frozen=True)
class Missing:
    """What an area lacks: how many, and the first of them."""

    number: int
    first: Sequence[Place | Office]


def towns_without_station(actor: Acting, place: Place) -> QuerySet[Place]:
    """Townships of a division in which no rights-protection station is open."""
    return _without(actor, place, Level.TOWN, OfficeKind.STATION)


def counties_without_legal_aid(actor: Acting, place: Place) -> QuerySet[Place]:
    """Counties of a division in which no legal-aid centre is open."""
    return _without(actor, place, Level.COUNTY, OfficeKind.LEGAL_AID)


def stations_without_contact(actor: Acting, place: Place) -> QuerySet[Office]:
    """Open stations at which nobody is named to reach, for those who may see contacts."""
    if not actor.may("places.contacts"):
        return Office.objects.none()
    named = Contact.objects.visible_to(actor).filter(office=OuterRef("pk"))
    return offices(actor, place=place, kind=OfficeKind.STATION).filter(~Exists(named))


def first_of(found: QuerySet[Any]) -> Missing:
    """The number and the first names of what is missing."""
    return Missing(found.count(), list(found[:LISTED]))


def _without(actor: Acting, place: Place, level: Level, kind: OfficeKind) -> QuerySet[Place]:
    width = _width(level)
    there = (
        Office.objects.open_on(timezone.localdate())
        .filter(kind=kind)
        .annotate(part=F("place_id") / width)
        .filter(part=OuterRef("code") / width)
    )
    return Place.objects.visible_to(actor).below(place).filter(~Exists(there), level=level).order_by("code")
