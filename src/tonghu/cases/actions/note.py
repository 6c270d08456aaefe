from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.frame import begin, sent_before, write_step
from tonghu.cases.models import Case, Step


def note_in_case(*, case: Case, words: str, day: date | None = None, by: Actor, token: UUID | None = None) -> Step:
    """Write something down in a case; it decides nothing and overtakes nobody.

    Raises:
        ValidationError: no words, or a day still to come. Others as ``frame.begin``.
    """
    if before := sent_before(token, by):
        return before
    if not words.strip():
        raise ValidationError({"words": _("Please write something down.")})
    with transaction.atomic():
        case = begin(case, "note", by=by)
        return write_step(case, "note", by=by, day=day, words=words, token=token)
