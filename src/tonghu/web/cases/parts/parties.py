"""Who somebody is in a case, corrected; or taken out again, where she was entered by mistake."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.cases.actions.frame import sent_before
from tonghu.cases.actions.party import change_party, remove_party
from tonghu.cases.models import Party
from tonghu.cases.rules.kinds import Role
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.parts.base import PartForm, done, part_of, shown
from tonghu.web.cases.steps.base import words_field


class RolesForm(PartForm):
    """What she is in the case, or that she is not in it at all."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Is"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    relation = forms.CharField(label=gettext_lazy("Relation to the minor"), required=False, max_length=60)
    out = forms.BooleanField(label=gettext_lazy("Entered by mistake: take out of the case"), required=False)
    why = words_field(gettext_lazy("Why, where taken out"))


@needs("cases.log")
def party(request: ActorRequest, pk: int, party: int) -> HttpResponse:
    """Correct the roles of somebody in a case, or take her out of it; her own file stays."""
    then = reverse("web:case", args=[pk]) + "#people"
    again = RolesForm(request.POST or None)
    if again.is_valid() and sent_before(again.sent, request.actor):
        # a second click: whoever was taken out by the first is no more to be found
        return HttpResponseRedirect(then)
    case, found = part_of(Party, request.actor, pk, party)
    form = RolesForm(request.POST or None, initial={"roles": found.roles, "relation": found.relation})

    def step() -> str:
        facts = form.cleaned_data
        if facts["out"]:
            remove_party(case=case, party=found, why=facts["why"], by=request.actor, token=form.sent)
            return _("The person no longer stands in the case; her own file stays.")
        change_party(
            case=case, party=found, roles=facts["roles"], relation=facts["relation"], by=request.actor, token=form.sent
        )
        return _("Corrected.")

    sent = done(request, form, step, then) if request.method == "POST" else None
    return sent or shown(request, "cases/parts/party.html", form, case=case, person=found.person)
