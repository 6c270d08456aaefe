"""What somebody says about an activity before it becomes a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import translation

from tonghu.outreach.models import Activity
from tonghu.outreach.rules import ActivityKind


@dataclass(frozen=True, kw_only=True)
class ActivityDraft:
    """One activity as a form, a sheet or a command states it.

    Attributes:
        office_id: the responsible office; figures count by its place.
        day: first day; last_day only where it went on for several.
        kind: one of :class:`~tonghu.outreach.rules.ActivityKind`.
        title: left blank, it becomes the venue and the kind.
        held_at_id: 12-digit code of the division where it was held.
        consulted: people who asked for advice, in person-times; None where nobody counted.
        audience: person-times; None where nobody counted or the lines by sort say it.
        handouts: pairs of a material's id and the copies given.
        audiences: pairs of a sort of people and person-times; they must add up to ``audience``.
        coorganisers: ids of the offices that held it together with ``office_id``.
        lecturers: ids of people.
        token: the form's own number; the same token twice is one activity.
    """

    office_id: int
    day: date
    kind: str
    venue: str
    title: str = ""
    last_day: date | None = None
    held_at_id: int | None = None
    festival: str = ""
    topics: Sequence[str] = ()
    consulted: int | None = None
    audience: int | None = None
    media: str = ""
    note: str = ""
    handouts: Sequence[tuple[int, int]] = ()
    audiences: Sequence[tuple[str, int]] = ()
    coorganisers: Sequence[int] = ()
    lecturers: Sequence[int] = ()
    token: UUID = field(default_factory=uuid4)

    @property
    def copies(self) -> int:
        """Copies of all materials together."""
        return sum(copies for _material, copies in self.handouts)

    @property
    def heads(self) -> int | None:
        """The audience in all: as stated, else the sum of its lines, else None."""
        if self.audience is None and self.audiences:
            return sum(people for _sort, people in self.audiences)
        return self.audience

    @property
    def name(self) -> str:
        """The title, or venue and kind where none was given, in the language of the house's records."""
        if self.title.strip():
            return self.title.strip()
        with translation.override(settings.LANGUAGE_CODE):
            return f"{self.venue.strip()}{ActivityKind(self.kind).label}"

    @property
    def key(self) -> tuple[int, date, str, str, str]:
        """What makes two rows of different sheets the same activity."""
        return (self.office_id, self.day, self.kind, self.name, self.venue.strip())


def draft_of(activity: Activity) -> ActivityDraft:
    """The draft that would make this activity again; reads its parts (prefetch them for several)."""
    return ActivityDraft(
        office_id=activity.office_id,
        day=activity.day,
        last_day=activity.last_day,
        kind=activity.kind,
        title=activity.title,
        venue=activity.venue,
        held_at_id=activity.held_at_id,
        festival=activity.festival,
        topics=tuple(activity.topics),
        consulted=activity.consulted,
        audience=activity.audience,
        media=activity.media,
        note=activity.note,
        handouts=tuple((part.material_id, part.copies) for part in activity.handouts.all()),
        audiences=tuple((part.sort, part.people) for part in activity.audiences.all()),
        coorganisers=tuple(part.office_id for part in activity.coorganisers.all()),
        lecturers=tuple(part.person_id for part in activity.lecturers.all()),
        token=activity.token,
    )
