"""What a search finds: each room answers for its own records, inside the actor's scope."""

from dataclasses import dataclass

from tonghu.access.actor import Actor
from tonghu.web.rooms import offered


@dataclass(frozen=True)
class Hit:
    """One line of the results.

    Attributes:
        kind_label: what sort of record it is, for the reader.
        title: its name; subtitle: what tells it from another of that name.
        url: its page.
    """

    kind_label: str
    title: str
    subtitle: str
    url: str


def find(actor: Actor, q: str, limit: int = 8) -> list[Hit]:
    """What the rooms find for ``q``, each at most ``limit`` lines; nothing for an empty ``q``."""
    words = " ".join(q.split())
    if not words:
        return []
    return [hit for search in offered("search", "find") for hit in search(actor, words, limit)]
