"""Drafts and parts in the words that people read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tonghu.kit.numbers import grouped
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.models import Activity, Material
from tonghu.outreach.rules import ActivityKind, AudienceSort, Festival, Topic
from tonghu.people.models import Person
from tonghu.places.models import Office, Place


def differences(earlier: ActivityDraft, later: ActivityDraft) -> list[tuple[str, str, str]]:
    """Where two drafts say different things: the field's label, what the one and what the other says."""
    names = _Names([earlier, later])
    one, other = _said(earlier, names), _said(later, names)
    return [(label, one[label], other[label]) for label in one if one[label] != other[label]]


class _Names:
    def __init__(self, drafts: list[ActivityDraft]) -> None:
        self.offices = Office.objects.in_bulk({i for d in drafts for i in (d.office_id, *d.coorganisers)})
        self.places = Place.objects.in_bulk({d.held_at_id for d in drafts if d.held_at_id})
        self.materials = Material.objects.in_bulk({m for d in drafts for m, _copies in d.handouts})
        self.people = Person.objects.in_bulk({p for d in drafts for p in d.lecturers})


def _said(draft: ActivityDraft, names: _Names) -> dict[str, str]:
    return {
        _("Date"): _day(draft.day),
        _("Last day"): _day(draft.last_day),
        _("Venue"): draft.venue.strip(),
        _("Division"): str(names.places.get(draft.held_at_id or 0, "")),
        _("Organising unit"): str(names.offices.get(draft.office_id, "")),
        _("Kind"): str(ActivityKind(draft.kind).label),
        _("Name"): draft.name,
        _("Topics"): "、".join(sorted(str(Topic(topic).label) for topic in draft.topics)),
        _("Occasion"): str(Festival(draft.festival).label) if draft.festival else "",
        _("Media"): draft.media.strip(),
        _("What happened"): draft.note.strip(),
        _("Together with"): _listed(names.offices, draft.coorganisers),
        _("Lecturers"): _listed(names.people, draft.lecturers),
        _("Material"): "；".join(f"{names.materials.get(m, '')} {grouped(n)}" for m, n in sorted(draft.handouts)),
        _("People consulted"): _count(draft.consulted),
        _("Audience"): _count(draft.heads),
        _("Sorts of people"): "；".join(
            f"{AudienceSort(sort).label} {grouped(people)}" for sort, people in sorted(draft.audiences)
        ),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _count(number: int | None) -> str:
    return "" if number is None else grouped(number)


def _listed(found: Mapping[int, Any], ids: Any) -> str:
    return "、".join(sorted(str(found[pk]) for pk in ids if pk in found))


def topics_of(activity: Activity) -> list[str]:
    """The labels of an activity's topics."""
    return [str(Topic(topic).label) for topic in activity.topics]
