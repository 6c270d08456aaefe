"""The coordination meeting with the responsible authority and the family."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.frame import begin, locked, sent_before, write_step
from tonghu.cases.actions.parts import come
from tonghu.cases.actions.scene import said
from tonghu.cases.models import Case, Step
from tonghu.kit.text import tidy


def hold_meeting(
    *, case: Case, result: str, by: Actor, authority: str = "", present: str = "", venue: str = "",
    agreed: bool = False, day: date | None = None, token: UUID | None = None, seen: int | None = None,
) -> Step:  # fmt: skip
    """Write down a coordination meeting; what was agreed with sums and dates becomes an agreement of its own.

    Args:
        result: in words; present: who was there; authority: the body responsible, a name of an office.

    Raises:
        ValidationError: no result, or a day ahead.
        PermissionDenied, Overtaken, Case.DoesNotExist: as ``frame.begin``.
    """
    with transaction.atomic():
        locked(case, by)
        if (step := sent_before(token, by)) is not None:
            return step
        current = begin(case, "meeting", by=by, seen=seen)
        if not tidy(result):
            raise ValidationError({"result": _("Say in a few words what came of it.")})
        words = said((_("Result"), result), (_("Who was there"), present), (_("Where"), venue))
        data = {"authority": tidy(authority), "agreed": agreed}
        return write_step(current, "meeting", by=by, day=come(day), words=words, data=data, token=token)
