"""Units, people and materials found by what somebody types or a sheet says: full name, short name, pinyin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.text import normal
from tonghu.outreach.models import Material
from tonghu.people.models import Person
from tonghu.places.models import Office, Place
from tonghu.places.rules import LISTED_ONLY

SEPARATORS = re.compile(r"[、，,;；\n]+")
IN_BRACKETS = re.compile(r"(.+?)\s*[（(](.+)[)）]")
MOST_GUESSED = 500
SHOWN = 3

M = TypeVar("M", bound=Model)


class Names(Generic[M]):
    """Answers of one look-up: what each typed name means, or a sentence why it means nothing."""

    def __init__(self, found: Mapping[str, list[M]], called: Callable[[M], str], nothing: str) -> None:
        self.found, self.called, self.nothing = found, called, nothing

    def get(self, name: str) -> M:
        """The one that is meant; raises ``LookupError`` with a sentence for none and for several."""
        meant = self.found.get(normal(name), [])
        if len(meant) == 1:
            return meant[0]
        if not meant:
            raise LookupError(self.nothing % {"name": name.strip()[:40]})
        raise LookupError(
            _("“%(name)s” may be %(choices)s. Please write which.")
            % {"name": name.strip()[:40], "choices": " / ".join(map(self.called, meant[:SHOWN]))}
        )


def split(text: str) -> list[str]:
    """The names in a line: separated by 、 , ; or line ends, each once."""
    return list(dict.fromkeys(name for name in map(normal, SEPARATORS.split(text)) if name))


def units_named(names: Iterable[str], *, near: int, inside: Actor | None = None) -> Names[Office]:
    """Offices by name, short name, pinyin or initials; of several the nearest by division.

    Args:
        near: 12-digit code of the place that the names are spoken at.
        inside: only offices in this actor's area.
    """
    offices = Office.objects.exclude(kind__in=LISTED_ONLY)
    if inside is not None:
        offices = offices.filter(_area(inside, "place_id"))
    found = _look(names, offices, ("name", "short", "pinyin", "initials"), lambda office: (office.name, office.short))
    near_first = {name: _nearest(some, near) for name, some in found.items()}
    return Names(
        near_first, lambda office: office.name, _("There is no unit “%(name)s”. It can be added under Network.")
    )


def places_named(names: Iterable[str], *, by: Actor) -> Names[Place]:
    """Divisions in the actor's area by name, pinyin or initials."""
    found = _look(names, Place.objects.filter(_area(by, "code")), ("name", "pinyin", "initials"), lambda p: (p.name,))
    return Names(found, lambda place: f"{place.name} {place.code}", _("There is no division “%(name)s” in your area."))


def people_named(names: Iterable[str], *, by: Actor) -> Names[Person]:
    """People on the actor's list by name or pinyin; 李梅（县一中） tells two of one name apart."""
    wanted = list(names)
    parts = {normal(name): IN_BRACKETS.fullmatch(normal(name)) for name in wanted}
    bare = {name: match[1] if match else name for name, match in parts.items()}
    people = Person.objects.visible_to(by).serving().select_related("office")
    found = _look(set(bare.values()), people, ("name", "pinyin"), lambda person: (person.name,))
    answers = {}
    for name, match in parts.items():
        meant = found.get(bare[name], [])
        answers[name] = [p for p in meant if match[2] in (p.unit, p.office.name, p.office.short)] if match else meant
    return Names(answers, person_called, _("“%(name)s” is not on your list. People are added under People."))


def materials_named(names: Iterable[str]) -> Names[Material]:
    """Materials by name or pinyin."""
    found = _look(names, Material.objects.all(), ("name", "pinyin"), lambda material: (material.name,))
    return Names(found, lambda m: m.name, _("There is no material “%(name)s”. It can be added under Materials."))


def person_called(person: Person) -> str:
    """A person's name with what tells her from another of that name."""
    return f"{person.name}（{person.unit or person.office.called}）"


def _look(
    names: Iterable[str], found: QuerySet[M], columns: tuple[str, ...], of: Callable[[M], tuple[str, ...]]
) -> dict[str, list[M]]:
    """One query for exact names, one more for parts of names where few are left."""
    wanted = {normal(name) for name in names}
    if not wanted:
        return {}
    folded = {name: name.lower().replace(" ", "") for name in wanted}
    exactly = reduce(or_, (Q(**{f"{column}__in": wanted | set(folded.values())}) for column in columns))
    rows = list(found.filter(exactly))
    answers: dict[str, list[M]] = defaultdict(list)
    for name in wanted:
        same = [row for row in rows if name in of(row)]
        answers[name] = same or [row for row in rows if any(getattr(row, c) == folded[name] for c in columns)]
    left = [name for name in wanted if not answers[name] and len(name) > 1]
    if left and len(left) <= MOST_GUESSED:
        for row in found.filter(reduce(or_, (Q(name__contains=name) for name in left))):
            for name in left:
                if name in str(getattr(row, "name", "")):
                    answers[name].append(row)
    return answers


def _nearest(offices: list[Office], near: int) -> list[Office]:
    if len(offices) < 2:
        return offices

    def distance(office: Office) -> int:
        widths = (1, 1_000, 1_000_000, 100_000_000, 10_000_000_000)
        return next((n for n, width in enumerate(widths) if office.place_id // width == near // width), len(widths))

    ranked = sorted(offices, key=distance)
    # a county's bureau stands above its townships: from a village the county's own is nearer than a sister county's
    return [office for office in ranked if distance(office) == distance(ranked[0])]


def _area(by: Actor, column: str) -> Any:
    scope = by.scope
    if scope.lo is not None:
        return Q(**{f"{column}__gte": scope.lo, f"{column}__lte": scope.hi})
    ranges = (Q(**{f"{column}__gte": c * 1_000_000, f"{column}__lt": (c + 1) * 1_000_000}) for c in scope.counties)
    return reduce(or_, ranges, Q(pk__in=()))
