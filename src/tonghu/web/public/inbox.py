"""What was filed on the public page and waits for somebody of the office."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tonghu.cases.actions.filing import LONGEST_NOTE, answer_filing, take_filing
from tonghu.cases.models import Contact, Filing, FilingState
from tonghu.cases.rules.ways import Situation
from tonghu.trail.actions import note
from tonghu.trail.models import Verb
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.listing import address, counted, page


class AnswerForm(forms.Form):
    """What the person who filed reads with her code."""

    state = forms.ChoiceField(
        label=gettext_lazy("She reads"), choices=[c for c in FilingState.choices if c[0] != FilingState.RECEIVED]
    )
    note = forms.CharField(
        label=gettext_lazy("In a sentence, without names"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@needs("cases.handle")
def filings(request: ActorRequest) -> HttpResponse:
    """Those that wait first, reports of harm before petitions."""
    found = Filing.objects.visible_to(request.actor).select_related("office")
    everything = request.GET.get("all") == "1"
    shown = found if everything else found.filter(state=FilingState.RECEIVED)
    after = request.GET.get("after", "")
    ordered = shown.defer("words", "contact_name", "contact_phone", "where", "reporter_unit", "public_note")
    ordered = ordered.order_by("-id") if everything else ordered.order_by("-report", "-id")
    rows, more = page(
        ordered.filter(pk__lt=int(after)) if everything and after.isdecimal() and len(after) < 19 else ordered
    )
    context = {
        "rows": rows,
        "count": counted(shown),
        "everything": everything,
        "next": address(request, after=rows[-1].pk) if more and everything else "",
    }
    return render(request, "public/filings.html", context)


@needs("cases.handle")
def filing(request: ActorRequest, pk: int) -> HttpResponse:
    """One of them: read it, take it up, answer. Opening it stands in the trail."""
    found: Filing = visible_or_404(Filing.objects.select_related("office"), request.actor, pk)
    form = AnswerForm(request.POST or None, initial={"state": FilingState.TAKEN, "note": found.public_note})
    if request.method == "POST" and form.is_valid():
        try:
            answer_filing(filing=found, by=request.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("She reads it with her code from now on."))
            return HttpResponseRedirect(reverse("web:filing", args=[pk]))
    else:
        note(Verb.OPEN, table="cases_filing", object_id=found.pk, place=found.place)
    context = {
        "filing": found,
        "situations": [str(Situation(one).label) for one in found.situations if one in Situation.values],
        "contact": Contact.objects.visible_to(request.actor).filter(filing=found).select_related("case").first(),
        "form": form,
    }
    return render(request, "public/filing.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs("cases.handle")
def filing_take(request: ActorRequest, pk: int) -> HttpResponse:
    """Into the contact log, and on to the registration with all that was written."""
    found: Filing = visible_or_404(Filing.objects.all(), request.actor, pk)
    contact = take_filing(filing=found, by=request.actor)
    if contact.case_id:
        return HttpResponseRedirect(reverse("web:case", args=[contact.case_id]))
    return HttpResponseRedirect(f"{reverse('web:case-new')}?contact={contact.pk}")
