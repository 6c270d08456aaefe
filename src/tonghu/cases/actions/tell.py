from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.accept import not_before
from tonghu.cases.actions.frame import begin, once, write_step
from tonghu.cases.models import Case


@once
def tell_petitioner(
    *,
    case: Case,
    day: date | None = None,
    words: str = "",
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Note that the petitioner was told in writing that it was received and by which way it is handled
    (信访工作条例 Art 23); the fifteen days end.

    Raises:
        ValidationError: a day before the case, or what bars the step. Others as ``frame.begin``.
    """
    with transaction.atomic():
        case = begin(case, "tell", by=by, seen=seen)
        on = day or clocks.today()
        not_before(case, on)
        case.told_on = case.told_on or on
        write_step(case, "tell", by=by, day=on, words=words, token=token)
        clocks.end(case, "petition.notice", by=by, on=on)
        return case
