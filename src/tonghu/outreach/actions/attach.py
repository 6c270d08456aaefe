from __future__ import annotations

from typing import IO
from uuid import UUID

from django.db import transaction

from tonghu.access.actor import Actor
from tonghu.files.actions import discard, move, pending_of, store_photo
from tonghu.files.models import Stored
from tonghu.outreach.actions.correct import locked
from tonghu.outreach.models import Activity, Attachment


def attach_file(*, activity: Activity, name: str, content: IO[bytes], by: Actor) -> Attachment:
    """Add a photo to an activity; the same picture again is the one already there.

    Raises:
        PermissionDenied: not in her role, or outside her area.
        Unreadable: it is no photo, or too large.
    """
    by.must("outreach.log")
    with transaction.atomic():
        current = locked(activity, by)
        return _attach(current, store_photo(name=name, content=content, office=current.office, by=by), by)


def attach_pending(*, activity: Activity, token: UUID, by: Actor) -> list[Attachment]:
    """Add the photos that were kept while the form with this token was being mended."""
    by.must("outreach.log")
    with transaction.atomic():
        current = locked(activity, by)
        kept = pending_of(token=token, by=by)
        found = []
        for pending in kept:
            pending.delete()
            found.append(_attach(current, pending.file, by))
        return found


def _attach(activity: Activity, stored: Stored, by: Actor) -> Attachment:
    same = Attachment.objects.filter(activity=activity, file__sha256=stored.sha256).first()
    if same is not None:
        discard(stored=stored, by=by)
        return same
    move(stored=stored, office=activity.office, by=by)
    return Attachment.objects.create(activity=activity, place=activity.place, file=stored)


def remove_attachment(*, attachment: Attachment, by: Actor) -> None:
    """Take a photo off an activity and let its content go: a child's picture is not kept by mistake.

    Raises PermissionDenied, and Wrong where the activity was withdrawn.
    """
    by.must("outreach.correct")
    with transaction.atomic():
        locked(attachment.activity, by)
        stored = attachment.file
        attachment.delete()
        discard(stored=stored, by=by)
