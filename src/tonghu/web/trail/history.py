"""A record's history, as its own page and those of the desks show it."""

from dataclasses import dataclass

from tonghu.access.actor import Actor
from tonghu.trail.queries import history
from tonghu.trail.words import Event, events
from tonghu.web.trail.subjects import SUBJECTS

PAGE = 60


@dataclass(frozen=True)
class History:
    """Events newest first; ``before`` is the key of the next page, None on the last one."""

    table: str
    pk: int
    events: list[Event]
    before: int | None


def history_of(actor: Actor, table: str, pk: int, *, before: int | None = None) -> History:
    """What the actor may read of one record's past.

    Args:
        table: database table of the record; pk: its id; before: key of the page.
    """
    entries = history(actor, table, pk, before=before, limit=PAGE)
    following = entries[-1].pk if len(entries) == PAGE else None
    return History(table, pk, events(entries, subjects=SUBJECTS), following)
