"""The day's work in order of urgency: each room says what waits for this person.

A room's ``tasks.py`` has ``waiting(actor) -> list[Line]`` and may have ``ANYTHING``: querysets in which
``OuterRef("pk")`` is the acting office. It is asked only where one of them holds a row, so that a desk on which
nothing waits costs one statement, not two for each room; they may hold more than is told, never less.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import cache, reduce
from operator import or_

from django.db.models import Exists, Q

from tonghu.access.actor import Actor
from tonghu.kit.prepared import ARGUMENT, Prepared
from tonghu.places.models import Office
from tonghu.web.rooms import modules

ROOM = "room_"
"""Before a room's name in the statement, where it could be a field of the office."""


class Urgency(IntEnum):
    """How pressing a line is; the name is also the class of its tag."""

    LATE = 0
    NEAR = 1
    PLAIN = 2
    OK = 3

    @property
    def tag(self) -> str:
        return "" if self is Urgency.PLAIN else self.name.lower()


@dataclass(frozen=True)
class Line:
    """One sentence and one button.

    Attributes:
        tag: the word before the sentence ("2 days late"); urgency: its rank and colour.
        text: the sentence; small: what tells more, in small print.
        url: where the button leads; verb: what it says.
    """

    tag: str
    urgency: Urgency
    text: str
    small: str
    url: str
    verb: str


def waiting(actor: Actor) -> list[Line]:
    """All that waits for the actor, the most pressing first."""
    has = {} if actor.office is None else anything(actor.office)
    rooms = [tasks for room, tasks in modules("tasks").items() if has.get(room, True)]
    return sorted((line for tasks in rooms for line in tasks.waiting(actor)), key=lambda line: line.urgency)


def anything(office: Office) -> dict[str, bool]:
    """Of the rooms that say what may wait at an office: whether anything does; one statement."""
    found = _asked().get(office.pk) or {}
    return {name.removeprefix(ROOM): bool(has) for name, has in found.items()}


@cache
def _asked() -> Prepared:
    asked = {
        f"{ROOM}{room}": reduce(or_, (Q(Exists(rows)) for rows in tasks.ANYTHING))
        for room, tasks in modules("tasks").items()
        if hasattr(tasks, "ANYTHING")
    }
    return Prepared("desk_anything", lambda: Office.objects.filter(pk=ARGUMENT).values(**asked))
