"""The day's work in order of urgency: each room says what waits for this person."""

from dataclasses import dataclass
from enum import IntEnum

from tonghu.access.actor import Actor
from tonghu.web.rooms import offered


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
    found = [line for tell in offered("tasks", "waiting") for line in tell(actor)]
    return sorted(found, key=lambda line: line.urgency)
