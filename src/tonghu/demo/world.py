"""What the build has made so far, and who acts in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from random import Random

from tonghu.access.actor import Actor, actor_for
from tonghu.accounts.models import User
from tonghu.kit.scope import within
from tonghu.outreach.models import Material
from tonghu.people.models import Person
from tonghu.places.models import Office, Place
from tonghu.places.rules import OfficeKind, span

SEED = 20260308
REQUEST = "demo"


@dataclass
class World:
    """The prefecture while it is being built.

    Attributes:
        today: the day that the current year is told from.
        say: where progress is told, a sentence at a time.
        password: the cast's.
        rng: the one source of chance, so that a day gives the same world every time.
    """

    today: date
    say: Callable[[str], None]
    password: str
    rng: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311  nothing secret is drawn
    places: dict[int, Place] = field(default_factory=dict)
    offices: dict[str, dict[int, list[Office]]] = field(default_factory=dict)
    materials: dict[str, Material] = field(default_factory=dict)
    people: dict[int, list[Person]] = field(default_factory=dict)

    @contextmanager
    def acting(self, username: str) -> Iterator[Actor]:
        """Work in the name of one of the cast, inside her scope as it is by now."""
        actor = actor_for(User.objects.get(username=username), request=REQUEST)
        with within(actor.scope):
            yield actor

    def member(self, username: str) -> int:
        """The id of one of the cast."""
        return User.objects.get(username=username).pk

    def add(self, offices: list[Office]) -> None:
        for office in offices:
            self.offices.setdefault(office.kind, {}).setdefault(office.place_id, []).append(office)

    def federation(self, code: int) -> Office:
        return self.of(OfficeKind.FEDERATION, code)[0]

    def of(self, kind: str, code: int) -> list[Office]:
        """The offices of a kind at one division."""
        return self.offices.get(kind, {}).get(code, [])

    def below(self, kind: str, code: int) -> list[Office]:
        """The offices of a kind at a division and everywhere below it, by place."""
        lo, hi = span(code, self.places[code].level)
        found = self.offices.get(kind, {})
        return [office for place in sorted(found) if lo <= place <= hi for office in found[place]]

    def named(self, kind: str, code: int, ending: str) -> Office:
        return next(office for office in self.of(kind, code) if office.name.endswith(ending))
