"""The instrument as a form: a question a line, its points beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.actions.assess import assess
from tonghu.cases.models import Step
from tonghu.cases.rules.instruments import CURRENT, Answer, Question, judge
from tonghu.cases.rules.ways import Danger
from tonghu.web.cases.steps.base import StepForm, day_field, words_field

PREFIX = "q_"


class AssessForm(StepForm):
    """Fourteen questions; what is left out counts as not known. "Count" shows the sum before it is saved."""

    verb = "assess"
    template = "cases/parts/assess.html"
    button = gettext_lazy("Save the assessment")

    day = day_field()
    danger = forms.ChoiceField(
        label=gettext_lazy("Danger"),
        required=False,
        choices=[("", gettext_lazy("as the answers come to")), *Danger.choices],
        help_text=gettext_lazy("You may set it higher or lower, with a reason. A leader looks at a lower one."),
    )
    why = forms.CharField(label=gettext_lazy("Why otherwise"), required=False, max_length=1000)
    words = words_field(gettext_lazy("What else you saw"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in CURRENT.questions:
            self.fields[PREFIX + question.key] = forms.ChoiceField(
                label=str(question.text), required=False, choices=Answer.choices, widget=forms.RadioSelect
            )

    def context(self) -> dict[str, Any]:
        return {
            "instrument": CURRENT,
            "questions": [(question, self[PREFIX + question.key]) for question in CURRENT.questions],
            "rest": [self[name] for name in ("day", "words", "danger", "why")],
        }

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if "count" in self.data:
            finding = judge(self._answers())
            said = _("These answers come to %(score)s points: %(danger)s. Nothing is saved yet.")
            raise ValidationError(said % {"score": finding.score, "danger": finding.danger.label})
        return facts

    def do(self) -> str:
        facts = self.cleaned_data
        step = assess(
            case=self.case,
            answers=self._answers(),
            day=facts["day"],
            danger=int(facts["danger"]) if facts["danger"] else None,
            why=facts["why"],
            words=facts["words"],
            by=self.by,
            token=facts["token"],
            seen=facts["seen"],
        )
        danger = Danger(step.data["danger"])
        return _("Assessed: %(danger)s. What follows from it stands among the clocks of the case.") % {
            "danger": danger.label
        }

    def _answers(self) -> dict[str, str]:
        given = {question.key: self.cleaned_data.get(PREFIX + question.key, "") for question in CURRENT.questions}
        return {key: answer for key, answer in given.items() if answer}


def points(question: Question, answer: str) -> int:
    """What an answer gave."""
    return question.points if answer == Answer.YES else 0


def _assessed(step: Step) -> str:
    facts = {"danger": Danger(step.data["danger"]).label, "score": step.data["score"]}
    if step.data.get("found") != step.data["danger"]:
        return _("Assessed: %(danger)s (set otherwise than the %(score)s points come to)") % facts
    return _("Assessed: %(danger)s (%(score)s points)") % facts


FORMS: dict[str, type[StepForm]] = {"assess": AssessForm}
SAID = {
    "assess": _assessed,
    "assessment_seen": lambda _step: str(gettext_lazy("A leader looked at the assessment")),
}
