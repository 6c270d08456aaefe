"""Taking a case up: classify, accept, tell."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.actions.accept import accept_case
from tonghu.cases.actions.classify import classify_case
from tonghu.cases.actions.direct import direct_case
from tonghu.cases.actions.tell import tell_petitioner
from tonghu.cases.actions.urgent import tell_of_urgent
from tonghu.cases.models import Step
from tonghu.cases.rules.ways import Class, Way
from tonghu.web.cases.steps.base import StepForm, day_field, words_field


class ClassifyForm(StepForm):
    verb = "classify"
    intro = gettext_lazy(
        "Petition Work Regulations, Art 31: say first what it is. Violence, custody and crimes mostly go by ways (1) "
        "to (5), the procedures of other laws; only way (6) starts the 60 days, from acceptance."
    )
    classed = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Class.choices, widget=forms.RadioSelect)
    way = forms.TypedChoiceField(
        label=gettext_lazy("By which way"),
        choices=Way.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Only for an appeal or request."),
    )
    words = words_field(gettext_lazy("Why"), rows=2)

    def do(self) -> str:
        facts = self.cleaned_data
        way = facts["way"] if facts["classed"] == Class.APPEAL else None
        classify_case(**self.upon, classed=facts["classed"], way=way, words=facts["words"])
        return _("Classified.")


class AcceptForm(StepForm):
    verb = "accept"
    day = day_field(gettext_lazy("Accepted on"))
    words = words_field(rows=2)

    @property
    def intro(self) -> str:  # type: ignore[override]
        """Which clock starts."""
        if self.case.way == Way.PETITION:
            return _("The 60 days of petition procedure run from this day (Arts 31(6), 34).")
        return _("No 60 days run for this class or way; the case comes up again by the danger in it.")

    def do(self) -> str:
        accept_case(**self.upon, day=self.cleaned_data["day"], words=self.cleaned_data["words"])
        return _("Accepted.")


class DirectForm(StepForm):
    verb = "direct"
    intro = gettext_lazy(
        "For what is not ours: the notice says which body is competent (Arts 22, 23), and the case ends here. "
        "Where a letter helps her more, write one to the body instead."
    )
    body = forms.CharField(label=gettext_lazy("Competent body"), max_length=200)
    day = day_field(gettext_lazy("Told on"))
    words = words_field(gettext_lazy("What she was told"))

    def do(self) -> str:
        facts = self.cleaned_data
        direct_case(**self.upon, body=facts["body"], day=facts["day"], words=facts["words"])
        return _("Noted. The case ends here; it can be reopened.")


class TellForm(StepForm):
    verb = "tell"
    intro = gettext_lazy(
        "Within 15 days she is told in writing that it was received and by which way it is handled (Art 23)."
    )
    day = day_field(gettext_lazy("Told on"))
    words = words_field(gettext_lazy("How, and what she was told"), rows=3)

    def do(self) -> str:
        tell_petitioner(**self.upon, day=self.cleaned_data["day"], words=self.cleaned_data["words"])
        return _("Noted that she was told.")


class UrgentForm(StepForm):
    verb = "urgent"
    intro = gettext_lazy("A major or urgent matter is told to Party committee and government at once (Art 25).")
    words = words_field(gettext_lazy("Who was told, and what"), required=True)
    day = day_field()

    def do(self) -> str:
        tell_of_urgent(**self.upon, words=self.cleaned_data["words"], day=self.cleaned_data["day"])
        return _("Noted.")


def _classified(step: Step) -> str:
    classed, way = step.data.get("classed"), step.data.get("way")
    named = [str(Class(classed).label)] if classed in Class.values else []
    named += [str(Way(way).label)] if way in Way.values else []
    return _("Classified: %(class)s") % {"class": " ".join(named)}


SAID = {"classify": _classified}

FORMS: dict[str, type[StepForm]] = {
    form.verb: form for form in (ClassifyForm, AcceptForm, DirectForm, TellForm, UrgentForm)
}
