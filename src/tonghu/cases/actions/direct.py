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
from tonghu.kit.text import tidy


@once
def direct_case(
    *,
    case: Case,
    body: str,
    day: date | None = None,
    words: str = "",
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Tell the petitioner which body is competent (信访工作条例 Arts 22, 23); the case ends here.

    A federation hands down inside its own system only: what is others' business is not accepted.

    Args:
        body: the competent body, as the notice names it; day: on which she was told.

    Raises:
        ValidationError: no body, a day before the case, or what bars the step. Others as ``frame.begin``.
    """
    if not tidy(body):
        raise ValidationError({"body": _("Please name the body that is competent.")})
    with transaction.atomic():
        case = begin(case, "direct", by=by, seen=seen)
        on = day or clocks.today()
        not_before(case, on)
        case.directed_to, case.told_on = tidy(body), case.told_on or on
        write_step(case, "direct", by=by, day=on, words=words, token=token)
        clocks.end(case, "petition.notice", "petition.object", by=by, on=on)
        clocks.stop(case, by=by)
        return case
