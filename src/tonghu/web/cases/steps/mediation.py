"""The scene, the coordination meeting, the agreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.actions.agreement import AgreementDraft, PromiseDraft, agree
from tonghu.cases.actions.meeting import hold_meeting
from tonghu.cases.actions.scene import go_to_scene
from tonghu.cases.models import Step
from tonghu.cases.queries.facts import facts_of
from tonghu.web.cases.steps.base import StepForm, day_field, words_field
from tonghu.web.fields import ComingField

LINE = 200
SAFE = (("", "…"), ("yes", gettext_lazy("Nobody is in danger any more")), ("no", gettext_lazy("Danger remains")),
        ("unknown", gettext_lazy("Could not be told")))  # fmt: skip


class SceneForm(StepForm):
    """What was found at the scene."""

    verb = "scene"
    intro = gettext_lazy("Where somebody is in danger, call 110 first and do not go alone.")
    button = gettext_lazy("Save")

    day = day_field()
    found = words_field(gettext_lazy("What you found"), required=True)
    who = forms.CharField(label=gettext_lazy("Who was there"), required=False, max_length=LINE)
    where = forms.CharField(label=gettext_lazy("Where"), required=False, max_length=LINE)
    with_police = forms.BooleanField(label=gettext_lazy("Police came along"), required=False)
    safe = forms.ChoiceField(label=gettext_lazy("When you left"), required=False, choices=SAFE)

    def do(self) -> str:
        facts = self.cleaned_data
        safe = {"yes": True, "no": False}.get(facts["safe"])
        names = ("day", "found", "who", "where", "with_police", "token", "seen")
        go_to_scene(case=self.case, by=self.by, safe=safe, **{name: facts[name] for name in names})
        if safe is False:
            return _("Saved. Danger remains: assess it now and make a safety plan; in an emergency call 110.")
        return _("Saved.")


class MeetingForm(StepForm):
    """A coordination meeting; the agreement is the next form."""

    verb = "meeting"
    intro = gettext_lazy("What was agreed with sums and dates is written down as an agreement afterwards.")
    button = gettext_lazy("Save")

    day = day_field()
    authority = forms.CharField(label=gettext_lazy("Responsible authority"), required=False, max_length=LINE)
    venue = forms.CharField(label=gettext_lazy("Where"), required=False, max_length=LINE)
    present = words_field(gettext_lazy("Who was there"), rows=2)
    result = words_field(gettext_lazy("What came of it"), required=True)
    agreed = forms.BooleanField(label=gettext_lazy("Something was agreed"), required=False)

    def do(self) -> str:
        names = ("day", "authority", "venue", "present", "result", "agreed", "token", "seen")
        hold_meeting(case=self.case, by=self.by, **{name: self.cleaned_data[name] for name in names})
        if self.cleaned_data["agreed"]:
            return _("Saved. Now write down the agreement, so that its sums and dates are kept in sight.")
        return _("Saved.")


class PromiseForm(forms.Form):
    """One thing agreed; a line without words is left out."""

    words = forms.CharField(label=gettext_lazy("What was promised"), required=False, max_length=2000)
    amount = forms.DecimalField(
        label=gettext_lazy("Sum (yuan)"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    due = ComingField(label=gettext_lazy("By when"), required=False)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("words") and not facts.get("due") and "due" not in self.errors:
            self.add_error("due", _("By which day is it to be kept?"))
        if facts.get("amount") and not facts.get("words"):
            self.add_error("words", _("What is the sum for?"))
        return facts


PromiseSet = forms.formset_factory(PromiseForm, extra=4, max_num=12, absolute_max=24)


class AgreementForm(StepForm):
    """What was agreed, and what each side promised by when."""

    verb = "agreement"
    template = "cases/parts/agree.html"
    intro = gettext_lazy("The case stays open until every promise is kept, or given up with a reason.")
    button = gettext_lazy("Save the agreement")

    day = day_field()
    venue = forms.CharField(label=gettext_lazy("Where"), required=False, max_length=LINE)
    authority = forms.CharField(label=gettext_lazy("Responsible authority"), required=False, max_length=LINE)
    present = words_field(gettext_lazy("Who was there"), rows=2)
    words = words_field(gettext_lazy("What was agreed"), required=True)
    committee = forms.BooleanField(
        label=gettext_lazy("By a people's mediation committee"),
        required=False,
        help_text=gettext_lazy(
            "Only then both sides may ask the court together, within 30 days, to confirm it (People's Mediation Law, "
            "Art 33)."
        ),
    )
    side_matter = forms.BooleanField(label=gettext_lazy("About a side matter only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grave = facts_of(self.case).grave
        if not self.grave:
            del self.fields["side_matter"]
        self.promises = PromiseSet(self.data if self.is_bound else None, prefix="promises")

    def context(self) -> dict[str, Any]:
        return {"promises": self.promises, "grave": self.grave}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not self.promises.is_valid():
            self.add_error(None, _("Please check the promises."))
        return facts

    def do(self) -> str:
        facts = self.cleaned_data
        lines = (one.cleaned_data for one in self.promises.forms if one.has_changed())
        promises = [PromiseDraft(one["words"], one["due"], one["amount"]) for one in lines if one["words"]]
        names = ("day", "venue", "authority", "present", "words", "committee")
        draft = AgreementDraft(
            promises=promises, side_matter=facts.get("side_matter", False), **{name: facts[name] for name in names}
        )
        agree(case=self.case, draft=draft, by=self.by, token=facts["token"], seen=facts["seen"])
        return _("The agreement is saved. Each promise is a task by its day.")


def _agreed(step: Step) -> str:
    n = step.data.get("promises", 0)
    return _("An agreement was made (%(n)s promises)") % {"n": n} if n else _("An agreement was made")


def _met(step: Step) -> str:
    authority = step.data.get("authority")
    return _("Coordination meeting with %(who)s") % {"who": authority} if authority else _("Coordination meeting")


def _went(step: Step) -> str:
    if step.data.get("safe") is False:
        return _("Went to the scene: danger remains")
    return _("Went to the scene with police") if step.data.get("with_police") else _("Went to the scene")


def _plain(sentence: Any) -> Any:
    return lambda _step: str(sentence)


FORMS: dict[str, type[StepForm]] = {"scene": SceneForm, "meeting": MeetingForm, "agreement": AgreementForm}
SAID = {
    "scene": _went,
    "meeting": _met,
    "agreement": _agreed,
    "promise_kept": _plain(gettext_lazy("Something agreed was kept")),
    "promise_partly": _plain(gettext_lazy("Something agreed was kept in part; the rest has a new day")),
    "promise_waived": _plain(gettext_lazy("Something agreed was given up")),
    "agreement_confirmed": _plain(gettext_lazy("The court confirmed the agreement")),
    "agreement_unconfirmed": _plain(gettext_lazy("The court is not asked to confirm the agreement")),
}
