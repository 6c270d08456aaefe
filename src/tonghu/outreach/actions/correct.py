from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.files.actions import move
from tonghu.kit.scope import within
from tonghu.outreach.actions.bearings import check_drafts
from tonghu.outreach.actions.log import fill
from tonghu.outreach.actions.parts import sync_parts
from tonghu.outreach.checks import Fault, Wrong
from tonghu.outreach.drafts import ActivityDraft, draft_of
from tonghu.outreach.models import Activity, Attachment, Lecturer
from tonghu.people.models import Person


class Overtaken(Exception):
    """Somebody else changed the record since it was opened; ``activity`` is how it stands now."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(activity.pk)
        self.activity = activity


def correct_activity(
    *, activity: Activity, draft: ActivityDraft, by: Actor, seen_version: int, why: str = ""
) -> Activity:
    """Make a recorded activity what the draft says; the trail keeps before and after.

    Args:
        seen_version: the version that the person had before her eyes.
        why: a reason for the trail, where she gave one.

    Raises:
        PermissionDenied: not in her role, or outside her area.
        Overtaken: another change came first; nothing was written.
        Wrong: the draft is wrong, or the activity was withdrawn.
    """
    by.must("outreach.correct")
    with transaction.atomic(), within(replace(by.scope, why=why.strip())):
        current = locked(activity, by)
        hidden = _hidden_lecturers(current, by)
        draft = replace(draft, lecturers=tuple(person for person in draft.lecturers if person not in hidden))
        offices = check_drafts([draft], by=by, today=timezone.localdate())
        draft = replace(draft, lecturers=(*draft.lecturers, *hidden))
        if same_facts(current, draft):
            return current
        if current.version != seen_version:
            raise Overtaken(current)
        office = offices[draft.office_id]
        if current.place != office.place_id:
            for attachment in Attachment.objects.filter(activity=current).select_related("file"):
                move(stored=attachment.file, office=office, by=by)
        current.place = office.place_id
        fill(current, draft)
        current.version += 1
        current.save()
        sync_parts(current, draft)
        return current


def locked(activity: Activity, by: Actor) -> Activity:
    """The activity as it stands, held against others' changes until this transaction ends.

    Raises PermissionDenied where it is not the actor's to see, Wrong where it was withdrawn.
    """
    found = Activity.objects.visible_to(by).select_for_update().filter(pk=activity.pk).first()
    if found is None:
        raise PermissionDenied(_("This activity lies outside the area you work for."))
    if found.withdrawn_at:
        raise Wrong([Fault("", _("This activity was withdrawn and can no longer be changed."))])
    return found


def _hidden_lecturers(activity: Activity, by: Actor) -> list[int]:
    """Ids of lecturers whom the actor may not see: not being in her form does not take them off the record."""
    named = set(Lecturer.objects.visible_to(by).filter(activity=activity).values_list("person_id", flat=True))
    seen = Person.objects.visible_to(by).serving().filter(pk__in=named).values_list("pk", flat=True)
    return sorted(named.difference(seen))


def same_facts(activity: Activity, draft: ActivityDraft) -> bool:
    """Whether saving the draft would change nothing."""
    now = draft_of(activity)
    then = replace(
        draft, token=now.token, title=draft.name, venue=draft.venue.strip(), note=draft.note.strip(),
        media=draft.media.strip(), audience=draft.heads,
    )  # fmt: skip
    return _canonical(now) == _canonical(then)


def _canonical(draft: ActivityDraft) -> ActivityDraft:
    return replace(
        draft,
        last_day=None if draft.last_day == draft.day else draft.last_day,
        topics=tuple(sorted(draft.topics)),
        handouts=tuple(sorted(draft.handouts)),
        audiences=tuple(sorted(draft.audiences)),
        coorganisers=tuple(sorted(draft.coorganisers)),
        lecturers=tuple(sorted(draft.lecturers)),
    )
