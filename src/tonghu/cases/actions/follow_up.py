from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.accept import not_before
from tonghu.cases.actions.frame import begin, sent_before, write_step
from tonghu.cases.models import Case, FollowUp
from tonghu.cases.rules.states import State

WAYS = frozenset({"visit", "call", "school"})


def follow_up(
    *,
    case: Case,
    day: date | None = None,
    how: str = "visit",
    reached: bool = True,
    safe: bool | None = None,
    words: str = "",
    again: bool = True,
    by: Actor,
    token: UUID | None = None,
) -> FollowUp:
    """Look at how things stand; the next look is set by the danger there is.

    Args:
        how: ``visit``, ``call`` or ``school``; safe: whether the child is safe, None where it was not seen.
        again: whether a closed case is looked at once more; one being handled always is.

    Raises:
        ValidationError: by field, or what bars the step. Others as ``frame.begin``.
    """
    if before := sent_before(token, by):
        return FollowUp.objects.visible_to(by).get(pk=before.about_id or 0)
    if how not in WAYS:
        raise ValidationError({"how": _("Please choose how it was done.")})
    if reached and not words.strip():
        raise ValidationError({"words": _("Please say in a few words how things stand.")})
    with transaction.atomic():
        case = begin(case, "follow_up", by=by)
        on = day or clocks.today()
        not_before(case, on)
        made = FollowUp.objects.create(
            case=case, place=case.place, day=on, how=how, reached=reached, safe=safe, words=words.strip(),
            entered_by=by.user.pk, entered_name=by.user.name,
        )  # fmt: skip
        data = {"how": how, "reached": reached}
        write_step(case, "follow_up", by=by, day=on, words=words, data=data, about=made, token=token)
        clocks.end(case, *sorted(set(clocks.LOOKS.values())), by=by, on=on)
        if again or case.state == State.HANDLING or safe is False or not reached:
            clocks.watch(case, since=on, ordinal=made.pk, by=by)
        return made
