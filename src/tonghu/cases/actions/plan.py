"""The plan: a goal for each need, reached or dropped with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, locked, sent_before, write_step
from tonghu.cases.actions.parts import ahead, come, held, owed
from tonghu.cases.models import Case, Goal, GoalState, Step
from tonghu.cases.rules.plans import MOST_GOALS, Need
from tonghu.kit.text import tidy
from tonghu.work.actions import discharge, drop, oblige_all

GOAL_DUE = gettext_noop("A goal of the plan is due")


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal as it is planned: ``need`` of ``rules.plans.Need``, words, and by when (None where no day is set)."""

    need: str
    words: str
    by_day: date | None = None


def make_plan(
    *, case: Case, goals: Sequence[GoalDraft], by: Actor, words: str = "", token: UUID | None = None,
    seen: int | None = None,
) -> Step:  # fmt: skip
    """Add goals to the plan; one with a day becomes a task by that day.

    Raises:
        ValidationError: no goal, one without words or of an unknown need, a day that has passed, too many.
        PermissionDenied, Overtaken, Case.DoesNotExist: as ``frame.begin``.
    """
    with transaction.atomic():
        locked(case, by)
        if (step := sent_before(token, by)) is not None:
            return step
        current = begin(case, "plan", by=by, seen=seen)
        _check(goals, Goal.objects.filter(case=current, state=GoalState.OPEN).count())
        made = [_goal(current, goal, by) for goal in goals]
        step = write_step(current, "plan", by=by, words=words, data={"goals": len(made)}, token=token)
        due = [goal for goal in made if goal.by_day]
        oblige_all(
            drafts=[
                owed(current, "task.plan", label=GOAL_DUE, since=step.day, due=goal.by_day, ordinal=goal.pk)
                for goal in due
            ],
            by=by,
        )
    return step


def end_goal(*, goal: Goal, reached: bool, by: Actor, day: date | None = None, why: str = "") -> Goal:
    """A goal is reached, or dropped with a reason; the closure of the case asks for one or the other.

    Raises:
        ValidationError: ended before (the sentence says how), dropped without a reason, a day that lies ahead.
        PermissionDenied, Case.DoesNotExist: as ``parts.held``.
    """
    with transaction.atomic():
        case = held(goal.case, by)
        current = Goal.objects.visible_to(by).select_for_update(of=("self",)).get(pk=goal.pk)
        if current.state != GoalState.OPEN:
            raise ValidationError(
                _("This goal was ended on %(day)s: %(how)s.")
                % {"day": current.ended_on, "how": current.get_state_display()}
            )
        if not reached and not tidy(why):
            raise ValidationError({"why": _("Say why the goal is dropped.")})
        current.ended_on = come(day)
        current.state, current.why = (GoalState.REACHED if reached else GoalState.DROPPED), why.strip()
        current.save(update_fields=["state", "ended_on", "why"])
        verb = "goal_reached" if reached else "goal_dropped"
        write_step(case, verb, by=by, day=current.ended_on, words=why, data={"need": current.need}, about=current)
        subject = clocks.subject_of(case)
        if reached:
            discharge(subject=subject, kind="task.plan", ordinal=current.pk, by=by, on=current.ended_on)
        else:
            drop(subject=subject, kind="task.plan", ordinal=current.pk, by=by, why="")
    return current


def _check(goals: Sequence[GoalDraft], there: int) -> None:
    if not goals:
        raise ValidationError({"goals": _("Write down at least one goal.")})
    if there + len(goals) > MOST_GOALS:
        raise ValidationError({"goals": _("A plan holds at most %(most)s open goals.") % {"most": MOST_GOALS}})
    for goal in goals:
        if goal.need not in Need.values:
            raise ValidationError({"goals": _("Choose the need that each goal answers.")})
        if not tidy(goal.words):
            raise ValidationError({"goals": _("Say in words what each goal is.")})
        if goal.by_day is not None:
            ahead(goal.by_day, field="goals")


def _goal(case: Case, goal: GoalDraft, by: Actor) -> Goal:
    return Goal.objects.create(
        case=case,
        place=case.place,
        need=goal.need,
        words=goal.words.strip(),
        by_day=goal.by_day,
        entered_by=by.user.pk,
        entered_name=by.user.name,
    )
