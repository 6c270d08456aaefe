"""What anybody who logs may add to a case: a note, an occurrence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tonghu.cases.actions.incident import add_incident
from tonghu.cases.actions.note import note_in_case
from tonghu.cases.actions.party import add_party
from tonghu.web.cases.known import hint
from tonghu.web.cases.parties import PartyForm
from tonghu.web.cases.steps.base import StepForm, day_field, words_field


class NoteForm(StepForm):
    verb = "note"
    words = words_field(gettext_lazy("What happened, what was said"), required=True, rows=6)
    day = day_field()

    def do(self) -> str:
        facts = self.cleaned_data
        note_in_case(case=self.case, by=self.by, token=facts["token"], words=facts["words"], day=facts["day"])
        return _("Written down.")


class IncidentForm(StepForm):
    verb = "incident"
    intro = gettext_lazy(
        "A repeat joins this case: one more occurrence, the same case. In danger, call 110 first; harm to a minor is "
        "reported each time it happens."
    )
    day = day_field(gettext_lazy("It happened on"), required=True)
    noticed_on = day_field(gettext_lazy("Noticed on"))
    people = forms.IntegerField(label=gettext_lazy("Persons hurt"), min_value=0, max_value=100_000, initial=1)
    words = words_field(pgettext_lazy("case", "What happened"))

    def do(self) -> str:
        facts = self.cleaned_data
        add_incident(
            case=self.case,
            by=self.by,
            token=facts["token"],
            day=facts["day"],
            noticed_on=facts["noticed_on"],
            people=facts["people"],
            words=facts["words"],
        )
        return _("Added to this case.")


class PartyStep(PartyForm, StepForm):
    verb = "party"
    template = "cases/party_step.html"
    button = gettext_lazy("Add")

    def do(self) -> str:
        if not self.cleaned_data["roles"]:
            raise ValidationError({"roles": _("Please say what this person is in the case.")})
        draft = self.draft(self.cleaned_data["token"])
        add_party(**self.upon, draft=draft)
        return _("The person stands in the case.")

    def context(self) -> dict[str, Any]:
        return {"hint": hint([self], self.by) if self.is_bound else None, "repeats": None}


FORMS: dict[str, type[StepForm]] = {form.verb: form for form in (NoteForm, IncidentForm, PartyStep)}
