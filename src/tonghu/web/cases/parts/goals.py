from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.actions.plan import end_goal
from tonghu.cases.actions.safety import end_safety_plan
from tonghu.cases.models import Goal, GoalState, SafetyPlan
from tonghu.cases.rules.plans import need_label
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.parts.base import PartForm, done, part_of, shown
from tonghu.web.cases.steps.base import day_field, words_field


class GoalEnd(PartForm):
    how = forms.ChoiceField(
        label=gettext_lazy("It is"),
        choices=[(GoalState.REACHED, GoalState.REACHED.label), (GoalState.DROPPED, GoalState.DROPPED.label)],
        widget=forms.RadioSelect,
    )
    day = day_field()
    why = words_field(gettext_lazy("How, or why it is dropped"))


class SafetyEnd(PartForm):
    day = day_field()
    why = words_field(gettext_lazy("Why it is no longer needed"), required=True)


@needs("cases.handle")
def goal(request: ActorRequest, pk: int, goal: int) -> HttpResponse:
    """A goal is reached or dropped."""
    case, found = part_of(Goal, request.actor, pk, goal)
    form = GoalEnd(request.POST or None)

    def step() -> str:
        facts = form.cleaned_data
        reached = facts["how"] == GoalState.REACHED
        end_goal(goal=found, reached=reached, day=facts["day"], why=facts["why"], by=request.actor)
        return _("The goal is reached.") if reached else _("The goal is dropped; the reason stays.")

    then = reverse("web:case", args=[pk]) + "#plan"
    sent = done(request, form, step, then) if request.method == "POST" else None
    return sent or shown(
        request, "cases/parts/goal.html", form, case=case, goal=found, need=need_label(found.need),
        services=found.services.order_by("-day", "-id"), open=found.state == GoalState.OPEN,
    )  # fmt: skip


@needs("cases.view")
def safety(request: ActorRequest, pk: int, plan: int) -> HttpResponse:
    """The safety plan as a page that prints on one sheet; whoever handles the case may end it."""
    case, found = part_of(SafetyPlan, request.actor, pk, plan)
    may_end = found.ended_on is None and request.actor.may("cases.handle")
    form = SafetyEnd(request.POST or None)

    def step() -> str:
        end_safety_plan(plan=found, by=request.actor, day=form.cleaned_data["day"], why=form.cleaned_data["why"])
        return _("The safety plan is ended; it stays readable.")

    then = reverse("web:case", args=[pk]) + "#plan"
    sent = done(request, form, step, then) if request.method == "POST" else None
    return sent or shown(
        request, "cases/parts/safety.html", form if may_end or form.is_bound else None, case=case, plan=found
    )
