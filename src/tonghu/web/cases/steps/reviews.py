"""Review and re-review of what was decided (信访工作条例 Arts 35, 36)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.actions.review import ask_review, decide_review
from tonghu.cases.models import ReviewResult, Step
from tonghu.cases.rules.steps import ReviewKind
from tonghu.web.cases.steps.base import StepForm, day_field, words_field


class AskReviewForm(StepForm):
    verb = "ask_review"
    intro = gettext_lazy("The superior office decides within 30 days; the days of a hearing are not counted (Art 35).")
    asked_on = day_field(gettext_lazy("Asked for on"))
    words = words_field(gettext_lazy("What the petitioner says"))

    def do(self) -> str:
        ask_review(**self.upon, asked_on=self.cleaned_data["asked_on"], words=self.cleaned_data["words"])
        return _("Noted. The superior office decides.")


class DecideReviewForm(StepForm):
    verb = "decide_review"
    result = forms.ChoiceField(label=gettext_lazy("Decision"), choices=[("", "…"), *ReviewResult.choices])
    words = words_field(gettext_lazy("Reasons"), required=True)
    decided_on = day_field(gettext_lazy("Decided on"))
    hearing_days = forms.IntegerField(
        label=gettext_lazy("Days of hearing"), min_value=0, max_value=365, initial=0, required=False
    )

    def do(self) -> str:
        facts = self.cleaned_data
        decide_review(
            **self.upon,
            result=facts["result"],
            words=facts["words"],
            decided_on=facts["decided_on"],
            hearing_days=facts["hearing_days"] or 0,
        )
        return _("The decision is written down.")


def _reviewed(step: Step) -> str:
    kind = step.data.get("kind")
    named = str(ReviewKind(kind).label) if kind in ReviewKind.values else ""
    return _("Asked for: %(kind)s") % {"kind": named}


SAID = {"ask_review": _reviewed}

FORMS: dict[str, type[StepForm]] = {form.verb: form for form in (AskReviewForm, DecideReviewForm)}
