"""Files of a case: pictures, PDF, Word, workbooks; taken off with a reason."""

from __future__ import annotations

from io import BytesIO
from typing import IO
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.frame import begin, sent_before, write_step
from tonghu.cases.models import Attachment, Case
from tonghu.files.actions import store_file
from tonghu.files.documents import recognised
from tonghu.files.models import FileKind
from tonghu.kit.errors import Unreadable
from tonghu.kit.text import tidy

LONGEST_NAME = 120
NEUTRAL = "附件"
"""The name the stored file goes by; the real one is kept encrypted with the case."""


def attach_file(
    *, case: Case, name: str, content: IO[bytes], words: str = "", by: Actor, token: UUID | None = None
) -> Attachment:
    """Add a file to a case. What it is is judged by its content; a picture is made anew without hidden data.

    Raises:
        ValidationError: no file of a kind that is kept, or too large. Others as ``frame.begin``.
    """
    if before := sent_before(token, by):
        return Attachment.objects.visible_to(by).get(pk=before.about_id or 0)
    try:
        known = recognised(content)
    except Unreadable as error:
        raise ValidationError({"file": str(error)}) from error
    with transaction.atomic():
        case = begin(case, "attach", by=by)
        stored = store_file(
            name=f"{NEUTRAL}.{known.ending}",
            content=BytesIO(known.raw),
            kind=FileKind.PHOTO if known.is_picture else FileKind.DOCUMENT,
            media_type=known.media_type,
            office=case.office,
            by=by,
        )
        made = Attachment.objects.create(
            case=case,
            place=case.place,
            file=stored,
            name=tidy(name)[-LONGEST_NAME:],
            entered_by=by.user.pk,
            entered_name=by.user.name,
        )
        data = {"kind": known.ending, "size": len(known.raw)}
        write_step(case, "attach", by=by, words=words, data=data, about=made, token=token)
        return made


def remove_attachment(*, attachment: Attachment, why: str, by: Actor) -> Attachment:
    """Take a file off a case: it is served no more, and the timeline says that it was there.

    Raises:
        PermissionDenied: neither her own file nor her task. ValidationError: no reason. Others as ``frame.begin``.
    """
    if attachment.entered_by != by.user.pk and not by.may("cases.handle"):
        raise PermissionDenied(_("Whoever added a file, or who handles the case, takes it off."))
    if not tidy(why):
        raise ValidationError({"why": _("Please say why.")})
    with transaction.atomic():
        case = begin(attachment.case, "attach", by=by)
        found = Attachment.objects.visible_to(by).select_for_update(of=("self",)).get(pk=attachment.pk)
        if found.removed_on is None:
            found.removed_on, found.why = timezone.localdate(), tidy(why)
            found.save(update_fields=["removed_on", "why"])
            write_step(case, "attach", by=by, words=why, data={"removed": True}, about=found)
        return found
