from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.intake.models import Batch
from tonghu.outreach.actions.bearings import check_drafts
from tonghu.outreach.actions.parts import BATCH, add_parts
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.models import Activity
from tonghu.places.models import Office


def log_activity(*, draft: ActivityDraft, by: Actor) -> Activity:
    """Record an activity; the same token again returns the one already recorded.

    Raises:
        PermissionDenied: the role does not include it, or the office lies outside the actor's area.
        Wrong: something about the draft is wrong; it names every field.
    """
    return log_activities(drafts=[draft], by=by)[0]


def log_activities(
    *,
    drafts: Sequence[ActivityDraft],
    by: Actor,
    batch: Batch | None = None,
    batch_rows: Sequence[int] | None = None,
) -> list[Activity]:
    """Record many, all or none, by the rules of :func:`log_activity`, in their order.

    Args:
        drafts: any number; the statements grow with thousands of them, not with each.
        batch: the sheet they were read from; batch_rows then holds each draft's row number in it.
    """
    by.must("outreach.log" if batch is None else "outreach.import")
    if not drafts:
        return []
    with transaction.atomic():
        offices = check_drafts(drafts, by=by, today=timezone.localdate())
        found = _already(drafts, by)
        numbers: Sequence[int | None] = batch_rows or [None] * len(drafts)
        rows = {
            draft.token: (_row(draft, offices[draft.office_id], by, batch, number), draft)
            for draft, number in zip(drafts, numbers, strict=True)
            if draft.token not in found
        }
        found |= _write(rows, by)
    return [found[draft.token] for draft in drafts]


def _write(rows: dict[UUID, tuple[Activity, ActivityDraft]], by: Actor) -> dict[UUID, Activity]:
    try:
        with transaction.atomic():
            Activity.objects.bulk_create([activity for activity, _draft in rows.values()], batch_size=BATCH)
            add_parts(rows.values())
    except IntegrityError as error:
        if "token" not in str(error):
            raise
        # a second click arrived while the first was being saved: the first has committed by now
        found = _already([draft for _activity, draft in rows.values()], by)
        if found.keys() != rows.keys():
            raise PermissionDenied(_("This form was already used. Please open a new one.")) from None
        return found
    return {token: activity for token, (activity, _draft) in rows.items()}


def _already(drafts: Sequence[ActivityDraft], by: Actor) -> dict[UUID, Activity]:
    tokens = [draft.token for draft in drafts]
    return {activity.token: activity for activity in Activity.objects.visible_to(by).filter(token__in=tokens)}


def _row(draft: ActivityDraft, office: Office, by: Actor, batch: Batch | None, number: int | None) -> Activity:
    activity = Activity(
        office=office,
        place=office.place_id,
        entered_by=by.user.pk,
        entered_name=by.user.name,
        token=draft.token,
        batch=batch,
        batch_row=number,
    )
    fill(activity, draft)
    return activity


def fill(activity: Activity, draft: ActivityDraft) -> None:
    """Give an activity a draft's facts, its lines left aside."""
    activity.office_id = draft.office_id
    activity.day, activity.last_day = draft.day, draft.last_day if draft.last_day != draft.day else None
    activity.kind, activity.title, activity.venue = draft.kind, draft.name, draft.venue.strip()
    activity.held_at_id, activity.festival, activity.topics = draft.held_at_id, draft.festival, list(draft.topics)
    activity.consulted, activity.audience, activity.copies = draft.consulted, draft.heads, draft.copies
    activity.media, activity.note = draft.media.strip(), draft.note.strip()
    activity.spell()
