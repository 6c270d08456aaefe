"""All cases of an officer who leaves go to another at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tonghu.access.actor import Actor
from tonghu.cases.actions.assign import hand_over
from tonghu.cases.models import Case
from tonghu.cases.queries.readers import officers_of
from tonghu.web.base import ActorRequest, needs


class HandOverForm(forms.Form):
    """Who leaves, and who takes the cases; both by name, the first with how many she has."""

    from_user = forms.TypedChoiceField(label=gettext_lazy("From"), coerce=int)
    to_user = forms.TypedChoiceField(label=gettext_lazy("To"), coerce=int)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_user"].choices = [("", "…"), *_held(by)]  # type: ignore[attr-defined]
        takers = [(user.pk, user.name) for user in officers_of(by.office)] if by.office else []
        self.fields["to_user"].choices = [("", "…"), *takers]  # type: ignore[attr-defined]


@needs("cases.handover")
def cases_hand_over(request: ActorRequest) -> HttpResponse:
    """The page, and the step."""
    form = HandOverForm(request.POST or None, by=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            done = hand_over(by=request.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            said = ngettext("%(n)s case is handed over.", "%(n)s cases are handed over.", done.cases)
            messages.success(request, said % {"n": done.cases})
            if done.kept:
                messages.warning(request, _("Sealed cases stay until the new officer is named on them."))
            return HttpResponseRedirect(reverse("web:cases"))
    return render(request, "cases/hand_over.html", {"form": form}, status=422 if form.is_bound else 200)


def _held(by: Actor) -> list[tuple[int, str]]:
    """Officers of the acting office who have cases that are open to her, with how many."""
    hers = Case.objects.visible_to(by).filter(office=by.office).exclude(officer=None)
    rows = hers.values_list("officer", "officer_name").annotate(n=Count("pk")).order_by("officer_name", "officer")
    return [(pk, f"{name} · {n}") for pk, name, n in rows if pk is not None]
