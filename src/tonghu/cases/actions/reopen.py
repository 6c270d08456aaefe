from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, once, write_step
from tonghu.cases.models import Case


@once
def reopen_case(
    *,
    case: Case,
    why: str,
    day: date | None = None,
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Handle an ended case again. Its clock begins anew on the day: sixty days in petition procedure, which may be
    extended once again, else the next look at it.

    Raises:
        ValidationError: no reason, a day before it ended, or what bars the step. Others as ``frame.begin``.
    """
    if not why.strip():
        raise ValidationError({"why": _("Please say why it is taken up again.")})
    with transaction.atomic():
        case = begin(case, "reopen", by=by, seen=seen)
        on = day or clocks.today()
        if case.closed_on is not None and on < case.closed_on:
            raise ValidationError({"day": _("This day lies before the case ended.")})
        set_going(case, by=by, day=on, words=why, token=token)
        return case


def set_going(
    case: Case, *, by: Actor, day: date, words: str, data: dict[str, Any] | None = None, token: UUID | None = None
) -> None:
    """Take a held case up again; what it had come to stays in the timeline."""
    ended = {"outcome": case.outcome, "closed_on": case.closed_on.isoformat() if case.closed_on else None}
    case.outcome, case.result, case.satisfaction, case.closed_on = "", "", None, None
    case.extended_days = None
    case.accepted_on = case.accepted_on or day
    step = write_step(case, "reopen", by=by, day=day, words=words, data=ended | (data or {}), token=token)
    clocks.stop(case, by=by, but=("report.harm",))
    clocks.run_on(case, since=day, ordinal=step.pk, by=by)
