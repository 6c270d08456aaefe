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
def withdraw_case(
    *,
    case: Case,
    words: str = "",
    day: date | None = None,
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """The petitioner takes it back; harm to a minor is followed up all the same and cannot be taken back.

    Raises:
        ValidationError: a day before the case, or what bars the step. Others as ``frame.begin``.
    """
    with transaction.atomic():
        case = begin(case, "withdraw", by=by, seen=seen)
        on = day or clocks.today()
        not_before(case, on)
        write_step(case, "withdraw", by=by, day=on, words=words, token=token)
        clocks.stop(case, by=by)
        return case
