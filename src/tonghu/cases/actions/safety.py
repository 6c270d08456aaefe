"""The safety plan: made with her, in words she can remember; the newest one is in force."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, locked, sent_before, write_step
from tonghu.cases.actions.parts import come, held
from tonghu.cases.models import Case, SafetyPlan, Step
from tonghu.kit.text import tidy

PARTS = ("signs", "steps", "place_of_safety", "people_to_call")


def write_safety_plan(
    *, case: Case, by: Actor, steps: str, signs: str = "", place_of_safety: str = "", people_to_call: str = "",
    day: date | None = None, token: UUID | None = None, seen: int | None = None,
) -> Step:  # fmt: skip
    """Write the plan; the one before it ends on the same day and stays readable.

    Args:
        steps: what she does when it becomes dangerous, the one part that is required; the others as on the model.

    Raises:
        ValidationError: no steps, a day that lies ahead or before the plan in force.
        PermissionDenied, Overtaken, Case.DoesNotExist: as ``frame.begin``.
    """
    with transaction.atomic():
        locked(case, by)
        if (step := sent_before(token, by)) is not None:
            return step
        current = begin(case, "safety", by=by, seen=seen)
        if not tidy(steps):
            raise ValidationError({"steps": _("Say what she does when it becomes dangerous.")})
        before = in_force(current, by)
        on = come(day, since=before.day if before else None)
        if before is not None:
            before.ended_on = on
            before.save(update_fields=["ended_on"])
        made = SafetyPlan.objects.create(
            case=current,
            place=current.place,
            day=on,
            signs=signs.strip(),
            steps=steps.strip(),
            place_of_safety=place_of_safety.strip(),
            people_to_call=people_to_call.strip(),
            entered_by=by.user.pk,
            entered_name=by.user.name,
        )
        step = write_step(current, "safety", by=by, day=on, data={"renewed": before is not None}, about=made,
                          token=token)  # fmt: skip
        clocks.end(current, "task.safety", by=by, on=on)
    return step


def end_safety_plan(*, plan: SafetyPlan, why: str, by: Actor, day: date | None = None) -> SafetyPlan:
    """A plan is no longer needed.

    Raises:
        ValidationError: no reason, ended before, or a wrong day.
        PermissionDenied, Case.DoesNotExist: as ``parts.held``.
    """
    with transaction.atomic():
        case = held(plan.case, by)
        current = SafetyPlan.objects.visible_to(by).select_for_update(of=("self",)).get(pk=plan.pk)
        if current.ended_on is not None:
            raise ValidationError(_("This safety plan ended on %(day)s.") % {"day": current.ended_on})
        if not tidy(why):
            raise ValidationError({"why": _("Say why the safety plan is no longer needed.")})
        current.ended_on = come(day, since=current.day)
        current.save(update_fields=["ended_on"])
        write_step(case, "safety_ended", by=by, day=current.ended_on, words=why, about=current)
    return current


def in_force(case: Case, by: Actor) -> SafetyPlan | None:
    """The plan that holds now; None where there is none."""
    return SafetyPlan.objects.visible_to(by).filter(case=case, ended_on=None).order_by("-day", "-id").first()
