"""A service that was given for a goal of the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.frame import begin, locked, sent_before, write_step
from tonghu.cases.actions.parts import come
from tonghu.cases.models import Case, Goal, Service, Step
from tonghu.cases.rules.plans import MOST_HOURS
from tonghu.kit.text import tidy


def log_service(
    *, case: Case, goal: int, words: str, by: Actor, day: date | None = None, given_by: str = "",
    hours: Decimal | None = None, token: UUID | None = None, seen: int | None = None,
) -> Step:  # fmt: skip
    """Write down what was done for a goal.

    Args:
        goal: id of a goal of this case; given_by: person or unit, kept apart by the trail; hours: 0 to 24.

    Raises:
        ValidationError: no such goal in this case, no words, a day ahead, hours out of range.
        PermissionDenied, Overtaken, Case.DoesNotExist: as ``frame.begin``.
    """
    with transaction.atomic():
        locked(case, by)
        if (step := sent_before(token, by)) is not None:
            return step
        current = begin(case, "service", by=by, seen=seen)
        meant = Goal.objects.visible_to(by).filter(case=current, pk=goal).first()
        if meant is None:
            raise ValidationError({"goal": _("Choose the goal that this was done for.")})
        if not tidy(words):
            raise ValidationError({"words": _("Say in a few words what was done.")})
        if hours is not None and not 0 <= hours <= MOST_HOURS:
            raise ValidationError({"hours": _("Between 0 and %(most)s hours on one day.") % {"most": MOST_HOURS}})
        made = Service.objects.create(
            case=current,
            place=current.place,
            goal=meant,
            day=come(day),
            words=words.strip(),
            given_by=tidy(given_by),
            hours=hours,
            entered_by=by.user.pk,
            entered_name=by.user.name,
        )
        return write_step(
            current, "service", by=by, day=made.day, words=words, data={"need": meant.need}, about=made, token=token
        )
