"""Goals of the plan, services, the safety plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tonghu.cases.actions.plan import GoalDraft, make_plan
from tonghu.cases.actions.safety import PARTS, in_force, write_safety_plan
from tonghu.cases.actions.service import log_service
from tonghu.cases.models import Assessment, Goal, GoalState, Step
from tonghu.cases.rules.plans import MOST_HOURS, PROPOSED, Need, need_label
from tonghu.web.cases.steps.base import StepForm, day_field, words_field
from tonghu.web.fields import ComingField

ROWS = 3


class GoalForm(forms.Form):
    """One goal; a line without words is left out."""

    need = forms.ChoiceField(
        label=gettext_lazy("Need"), required=False, choices=[("", "…"), *Need.choices]
    )  # fmt: skip
    words = forms.CharField(
        label=pgettext_lazy("of a plan", "Goal"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    by_day = ComingField(label=gettext_lazy("By when"), required=False)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("words") and not facts.get("need"):
            self.add_error("need", _("Choose the need that this goal answers."))
        return facts


GoalSet = forms.formset_factory(GoalForm, extra=ROWS, max_num=12, absolute_max=24)


class PlanForm(StepForm):
    """Goals, those that the last assessment asks for written down as a proposal."""

    verb = "plan"
    template = "cases/parts/plan.html"
    intro = gettext_lazy("A goal for each need. Change the words as you like; a line without words is left out.")
    button = gettext_lazy("Save the plan")

    words = words_field(gettext_lazy("What was talked over"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposed = None if self.is_bound else [{"need": need, "words": PROPOSED.get(need, "")} for need in self._open()]
        self.goals = GoalSet(self.data if self.is_bound else None, initial=proposed, prefix="goals")

    def _open(self) -> list[str]:
        """Needs of the last assessment that no goal answers yet."""
        last = Assessment.objects.visible_to(self.by).filter(case=self.case).first()
        goals = Goal.objects.visible_to(self.by).filter(case=self.case, state=GoalState.OPEN)
        answered = set(goals.values_list("need", flat=True))
        return [need for need in (last.needs if last else ()) if need not in answered]

    def context(self) -> dict[str, Any]:
        return {"goals": self.goals}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not self.goals.is_valid():
            self.add_error(None, _("Please check the goals."))
        return facts

    def do(self) -> str:
        lines = (one.cleaned_data for one in self.goals.forms if one.has_changed())
        drafts = [GoalDraft(one["need"], one["words"], one["by_day"]) for one in lines if one["words"]]
        facts = self.cleaned_data
        step = make_plan(
            case=self.case, goals=drafts, words=facts["words"], by=self.by, token=facts["token"], seen=facts["seen"]
        )
        return _goals(step)


class ServiceForm(StepForm):
    """What was done for a goal."""

    verb = "service"

    goal = forms.TypedChoiceField(label=pgettext_lazy("of a plan", "Goal"), coerce=int)
    day = day_field()
    words = words_field(gettext_lazy("What was done"), required=True)
    given_by = forms.CharField(label=gettext_lazy("By whom"), required=False, max_length=200)
    hours = forms.DecimalField(
        label=gettext_lazy("Hours"), required=False, min_value=0, max_value=MOST_HOURS, max_digits=4, decimal_places=1
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals = Goal.objects.visible_to(self.by).filter(case=self.case).order_by("state", "id")
        self.fields["goal"].choices = [(goal.pk, goal_called(goal)) for goal in goals]  # type: ignore[attr-defined]

    def do(self) -> str:
        facts = self.cleaned_data
        names = ("goal", "day", "words", "given_by", "hours", "token", "seen")
        log_service(case=self.case, by=self.by, **{name: facts[name] for name in names})
        return _("The service is logged.")


class SafetyForm(StepForm):
    """The safety plan, beginning with the words of the one in force."""

    verb = "safety"
    intro = gettext_lazy(
        "Made with her, in her own words, and only as far as she wants. Ask where she can keep it so that nobody "
        "dangerous finds it; if in doubt, give her nothing on paper. In danger: 110."
    )
    button = gettext_lazy("Save the safety plan")

    day = day_field()
    signs = words_field(gettext_lazy("How she notices that it becomes dangerous"), rows=3)
    steps = words_field(gettext_lazy("What she and the children do then"), required=True)
    place_of_safety = words_field(gettext_lazy("Where they can go, and how"), rows=2)
    people_to_call = words_field(gettext_lazy("Whom they can call, and a word that means “get help”"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = None if self.is_bound else in_force(self.case, self.by)
        for name in PARTS if before else ():
            self.fields[name].initial = getattr(before, name)

    def do(self) -> str:
        names = ("day", *PARTS, "token", "seen")
        write_safety_plan(case=self.case, by=self.by, **{name: self.cleaned_data[name] for name in names})
        return _("The safety plan is in force. It can be printed from the case.")


def goal_called(goal: Goal) -> str:
    """A goal in one line: its need and its first words."""
    return f"{need_label(goal.need)}：{goal.words[:40]}"


def _goals(step: Step) -> str:
    n = step.data.get("goals", 0)
    return ngettext("%(n)s goal was added to the plan", "%(n)s goals were added to the plan", n) % {"n": n}


def _of_need(sentence: Any) -> Any:
    return lambda step: f"{sentence}：{need_label(step.data.get('need', ''))}"


FORMS: dict[str, type[StepForm]] = {"plan": PlanForm, "service": ServiceForm, "safety": SafetyForm}
SAID = {
    "plan": _goals,
    "service": _of_need(gettext_lazy("A service was given")),
    "goal_reached": _of_need(gettext_lazy("A goal is reached")),
    "goal_dropped": _of_need(gettext_lazy("A goal is dropped")),
    "safety": lambda step: (
        _("The safety plan was renewed") if step.data.get("renewed") else _("A safety plan was made")
    ),
    "safety_ended": lambda _step: str(gettext_lazy("The safety plan is no longer needed")),
}
