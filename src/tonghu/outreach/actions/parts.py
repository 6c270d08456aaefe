"""The lines of an activity: handouts, audiences, co-organisers, lecturers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.models import Activity, Audience, CoOrganiser, Handout, Lecturer

BATCH = 2000
Part = type[Any]
"""One of the four models of lines."""


def add_parts(pairs: Iterable[tuple[Activity, ActivityDraft]]) -> None:
    """Write the lines of activities that have none yet, in one statement a table and batch."""
    rows: dict[Part, list[Any]] = {Handout: [], Audience: [], CoOrganiser: [], Lecturer: []}
    for activity, draft in pairs:
        for model, wanted in _wanted(draft).items():
            rows[model].extend(model(activity=activity, place=activity.place, **facts) for facts in wanted.values())
    for model, objects in rows.items():
        if objects:
            model.objects.bulk_create(objects, batch_size=BATCH)


def sync_parts(activity: Activity, draft: ActivityDraft) -> bool:
    """Make the lines of an activity those of a draft, touching only what differs; says whether any did."""
    changed = False
    for model, wanted in _wanted(draft).items():
        key_name = _key_name(model)
        present = {getattr(row, key_name): row for row in model.objects.filter(activity=activity)}
        gone = [row.pk for key, row in present.items() if key not in wanted]
        if gone:
            model.objects.filter(pk__in=gone).delete()
        for key, facts in wanted.items():
            changed |= _put(model, present.get(key), activity, facts)
        changed |= bool(gone)
    return changed


def _put(model: Part, row: Any, activity: Activity, facts: dict[str, Any]) -> bool:
    if row is None:
        model.objects.create(activity=activity, place=activity.place, **facts)
        return True
    different = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, facts[name])
    if different:
        row.save(update_fields=different)
    return bool(different)


def _key_name(model: Part) -> str:
    return {Handout: "material_id", Audience: "sort", CoOrganiser: "office_id", Lecturer: "person_id"}[model]


def _wanted(draft: ActivityDraft) -> dict[Part, dict[Any, dict[str, Any]]]:
    return {
        Handout: {material: {"material_id": material, "copies": copies} for material, copies in draft.handouts},
        Audience: {sort: {"sort": sort, "people": people} for sort, people in draft.audiences},
        CoOrganiser: {office: {"office_id": office} for office in draft.coorganisers},
        Lecturer: {person: {"person_id": person} for person in draft.lecturers},
    }
