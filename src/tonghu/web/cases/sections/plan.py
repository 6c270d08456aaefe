"""The plan: goals with their services, and the safety plan in force."""

from __future__ import annotations

from django.db.models import Count, Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Goal, GoalState, SafetyPlan
from tonghu.cases.rules.plans import need_label
from tonghu.web.cases.sections import Section

ORDER = 20
PARTS = (Goal, SafetyPlan)


def section(case: Case, by: Actor) -> Section | None:
    """Goals, the open ones first, each with how often and how long was worked for it."""
    goals = list(
        Goal.objects.visible_to(by)
        .filter(case=case)
        .annotate(times=Count("services"), hours=Sum("services__hours"), last=Max("services__day"))
        .order_by("id")
    )
    plans = list(SafetyPlan.objects.visible_to(by).filter(case=case).order_by("ended_on", "-day", "-id"))
    if not goals and not plans:
        return None
    today = timezone.localdate()
    rows = [
        {
            "goal": goal,
            "need": need_label(goal.need),
            "open": goal.state == GoalState.OPEN,
            "late": goal.state == GoalState.OPEN and goal.by_day is not None and goal.by_day < today,
        }
        for goal in goals
    ]
    rows.sort(key=lambda row: not row["open"])
    context = {
        "rows": rows,
        "safety": next((one for one in plans if one.ended_on is None), None),
        "earlier": [one for one in plans if one.ended_on is not None],
        "may_handle": by.may("cases.handle"),
        "may_log": by.may("cases.log"),
    }
    return Section(_("Plan and services"), "cases/parts/section_plan.html", context, len(goals) or None, "plan")
