"""Opening a confidential case in an emergency, ending it, reviewing it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tonghu.access.actor import Actor
from tonghu.cases.actions.glass import MOST_HOURS, TooMany, break_glass, end_glass, review_glass
from tonghu.cases.models import BreakGlass, Case
from tonghu.places.models import Office
from tonghu.places.rules import OfficeKind
from tonghu.web.base import ActorRequest, needs, visible_or_404

NUMBER = re.compile(r"\s*(\d{4})\s*[-—]\s*(\d{1,9})\s*")


class GlassForm(forms.Form):
    """Which case, why, how long."""

    office = forms.ModelChoiceField(label=gettext_lazy("Office that gave the number"), queryset=Office.objects.none())
    number = forms.CharField(
        label=gettext_lazy("Number of the case"), max_length=20, help_text=gettext_lazy("As on the receipt: 2026-0038")
    )
    why = forms.CharField(
        label=gettext_lazy("What is the emergency"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    hours = forms.IntegerField(label=gettext_lazy("For how many hours"), min_value=1, max_value=MOST_HOURS, initial=4)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Office.objects.visible_to(by).filter(kind=OfficeKind.FEDERATION).order_by("place_id", "id")
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
        self.fields["office"].initial = by.office

    def clean_number(self) -> tuple[int, int]:
        found = NUMBER.fullmatch(self.cleaned_data["number"])
        if found is None:
            raise ValidationError(_("Write the number like 2026-0038."))
        return int(found[1]), int(found[2])


@needs("cases.break_glass")
def glass_new(request: ActorRequest) -> HttpResponse:
    """The page that asks for the reason first."""
    form = GlassForm(request.POST or None, by=request.actor)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                return HttpResponseRedirect(reverse("web:case", args=[_broken(form, request.actor).case_id]))
            status = 422
        except TooMany as error:
            form.add_error(None, str(error))
            status = 429
        except ValidationError as error:
            form.add_error(None, error.messages)
            status = 422
    return render(request, "cases/glass.html", {"form": form}, status=status)


@require_POST
@needs("cases.view")
def glass_end(request: ActorRequest, pk: int, glass: int) -> HttpResponse:
    """She needs it no longer."""
    try:
        end_glass(glass=_of(request.actor, pk, glass), by=request.actor)
    except PermissionDenied as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("web:case", args=[pk]))
    messages.success(request, _("The case is closed to you again. Your reason will be reviewed."))
    return HttpResponseRedirect(reverse("web:cases"))


@require_POST
@needs("cases.view")
def glass_review(request: ActorRequest, pk: int, glass: int) -> HttpResponse:
    """A leader, or somebody named on the case, says whether it was justified."""
    try:
        review_glass(
            glass=_of(request.actor, pk, glass),
            justified=request.POST.get("justified") == "yes",
            words=request.POST.get("review", "")[:1000],
            by=request.actor,
        )
    except (ValidationError, PermissionDenied) as error:
        messages.error(request, " ".join(error.messages) if isinstance(error, ValidationError) else str(error))
    else:
        messages.success(request, _("The emergency opening is reviewed."))
    return HttpResponseRedirect(reverse("web:case", args=[pk]))


def _broken(form: GlassForm, by: Actor) -> BreakGlass:
    year, serial = form.cleaned_data["number"]
    facts = form.cleaned_data
    return break_glass(office=facts["office"], year=year, serial=serial, why=facts["why"], hours=facts["hours"], by=by)


def _of(by: Actor, pk: int, glass: int) -> BreakGlass:
    visible_or_404(Case.objects.all(), by, pk)
    found = BreakGlass.objects.visible_to(by).select_related("case").filter(case=pk, pk=glass).first()
    if found is None:
        raise Http404
    return found
