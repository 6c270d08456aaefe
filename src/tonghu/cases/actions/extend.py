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
from tonghu.work.actions import postpone

MOST_DAYS = 30


@once
def extend_case(
    *,
    case: Case,
    days: int,
    why: str,
    told_on: date | None,
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Extend petition procedure once, by at most 30 days; the head approves and the reasons are told (Art 34).

    Args:
        days: calendar days, 1 to 30; told_on: the day on which the petitioner was told the reasons.

    Raises:
        ValidationError: no reason, not told, too many days, or what bars the step. Others as ``frame.begin``.
    """
    if not 1 <= days <= MOST_DAYS:
        raise ValidationError({"days": _("It can be extended by 1 to 30 days (Art 34).")})
    if not why.strip():
        raise ValidationError({"why": _("Please give the reasons: the petitioner is told them (Art 34).")})
    if told_on is None:
        raise ValidationError({"told_on": _("Please say when the petitioner was told the reasons (Art 34).")})
    with transaction.atomic():
        case = begin(case, "extend", by=by, seen=seen)
        not_before(case, told_on, "told_on")
        running = [row for row in clocks.open_rows(case, by) if row.kind == clocks.FINISH]
        if not running:
            raise ValidationError(_("The sixty days are not running in this case."))
        case.extended_days = days
        write_step(case, "extend", by=by, day=told_on, words=why, data={"days": days}, token=token)
        # the reasons stand in the step, encrypted: the trail holds that it was extended, not why
        said = _("Extended by the head.")
        subject, ordinal = clocks.subject_of(case), running[-1].ordinal
        postpone(subject=subject, kind=clocks.FINISH, days=days, why=said, by=by, ordinal=ordinal)
        return case
