"""Whose case it is, what it is about, who may see it: assign, correct, confide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.actions.assign import assign_case
from tonghu.cases.actions.confide import confide_case
from tonghu.cases.actions.correct import correct_case
from tonghu.cases.drafts import Particulars
from tonghu.cases.models import Step
from tonghu.cases.queries.readers import nameable, officers_of
from tonghu.kit.scope import Confidentiality
from tonghu.web.cases.fields import offered_matters
from tonghu.web.cases.forms import ParticularsForm, facts_of_case
from tonghu.web.cases.steps.base import StepForm, words_field


class AssignForm(StepForm):
    verb = "assign"
    intro = gettext_lazy("The case stays with this office; what is owed in it goes to the officer's desk.")
    officer = forms.TypedChoiceField(label=gettext_lazy("Officer"), coerce=int)
    words = words_field(gettext_lazy("What she should know"), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(user.pk, user.name) for user in officers_of(self.case.office)]
        self.fields["officer"].choices = people  # type: ignore[attr-defined]
        self.fields["officer"].initial = self.case.officer

    def do(self) -> str:
        assign_case(**self.upon, officer=self.cleaned_data["officer"], words=self.cleaned_data["words"])
        return _("Given to the officer.")


class CorrectForm(ParticularsForm, StepForm):  # type: ignore[misc]  # the metaclass takes fields out of the class
    verb = "correct"
    template = "cases/correct.html"
    intro = gettext_lazy("Number and clocks stay. The history keeps what stood here before.")
    button = gettext_lazy("Save")
    why = forms.CharField(label=gettext_lazy("Why it is corrected"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = facts_of_case(kwargs["case"]) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def context(self) -> dict[str, Any]:
        return {"matters": offered_matters()}

    def do(self) -> str:
        said = Particulars(**self.particulars(), repeats_id=self.case.repeats_id)
        correct_case(**self.upon, particulars=said, why=self.cleaned_data["why"])
        return _("The correction is saved.")


class ConfideForm(StepForm):
    verb = "confide"
    intro = gettext_lazy(
        "People, contacts and clocks of the case follow. A sealed case is in no list, search or export of anybody "
        "who is not named here; name somebody who may approve its closure too. You yourself stay named."
    )
    button = gettext_lazy("Save")
    level = forms.TypedChoiceField(
        label=gettext_lazy("Who may see it"), coerce=int, choices=Confidentiality.choices, widget=forms.RadioSelect
    )
    readers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Named readers"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    why = words_field(gettext_lazy("Why"), required=True, rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(user.pk, user.name) for user in nameable(self.case)]
        self.fields["readers"].choices = people  # type: ignore[attr-defined]
        self.fields["readers"].initial = [*self.case.readers, self.by.user.pk]
        self.fields["level"].initial = self.case.level

    def do(self) -> str:
        facts = self.cleaned_data
        confide_case(**self.upon, level=facts["level"], readers=facts["readers"], why=facts["why"])
        return _("Who may see this case is set.")


def _confided(step: Step) -> str:
    level = step.data.get("level")
    named = str(Confidentiality(level).label) if level in Confidentiality.values else ""
    return _("Confidentiality: %(level)s") % {"level": named}


SAID = {"confide": _confided}

FORMS: dict[str, type[StepForm]] = {form.verb: form for form in (AssignForm, CorrectForm, ConfideForm)}
