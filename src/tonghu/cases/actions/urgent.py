from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.accept import not_before
from tonghu.cases.actions.frame import begin, once, write_step
from tonghu.cases.models import Case


@once
def tell_of_urgent(
    *,
    case: Case,
    words: str,
    day: date | None = None,
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Note that Party committee and government were told of a major or urgent matter (信访工作条例 Art 25).

    Args:
        words: who was told, and what.

    Raises:
        ValidationError: no words, a day before the case, or what bars the step. Others as ``frame.begin``.
    """
    if not words.strip():
        raise ValidationError({"words": _("Please say who was told, and what.")})
    with transaction.atomic():
        case = begin(case, "urgent", by=by, seen=seen)
        on = day or clocks.today()
        not_before(case, on)
        write_step(case, "urgent", by=by, day=on, words=words, token=token)
        clocks.end(case, "petition.urgent", by=by, on=on)
        return case
