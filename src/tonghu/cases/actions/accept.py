from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, once, write_step
from tonghu.cases.models import Case


@once
def accept_case(
    *,
    case: Case,
    day: date | None = None,
    words: str = "",
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Accept a classified case. Petition procedure begins its sixty days on this day (信访工作条例 Arts 31(6), 34);
    every other way gets a next look by its danger, so that none is forgotten.

    Args:
        day: of acceptance, not before the case was brought; today by default.

    Raises:
        ValidationError: a day before the case, or what bars the step. Others as ``frame.begin``.
    """
    with transaction.atomic():
        case = begin(case, "accept", by=by, seen=seen)
        on = day or clocks.today()
        not_before(case, on)
        case.accepted_on = on
        if case.officer is None and by.office is not None and by.office.pk == case.office_id:
            case.officer, case.officer_name = by.user.pk, by.user.name
        step = write_step(case, "accept", by=by, day=on, words=words, data={"way": case.way}, token=token)
        clocks.let_go(case, "petition.object", by=by, why="")
        clocks.run_on(case, since=on, ordinal=step.pk, by=by)
        return case


def not_before(case: Case, day: date, field: str = "day") -> None:
    """Raises ValidationError for a step on a day before the case was brought."""
    if day < case.day:
        raise ValidationError({field: _("This day lies before the case was brought.")})
