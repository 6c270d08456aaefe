"""The terms with their sources, changed from a day on; an office's own closed days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tonghu.places.models import Office
from tonghu.places.rules import OfficeKind
from tonghu.web.base import ActorRequest, needs
from tonghu.web.fields import ComingField
from tonghu.work.actions import TermDraft, add_closed_day, change_term, remove_closed_day
from tonghu.work.models import ClosedDay, Term
from tonghu.work.models.term import UNITS
from tonghu.work.terms import TERMS


class TermForm(forms.Form):
    """A term as it shall be from a day on."""

    number = forms.IntegerField(label=gettext_lazy("Length"), min_value=0, max_value=3660)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=UNITS)
    since = ComingField(
        label=gettext_lazy("From"), help_text=gettext_lazy("Running clocks keep the term they began under.")
    )
    article = forms.CharField(label=gettext_lazy("Source"), max_length=200, required=False)
    verified = forms.BooleanField(label=gettext_lazy("I have compared it with the source"), required=False)
    office = forms.ModelChoiceField(
        label=gettext_lazy("Only for this office"), queryset=Office.objects.none(), required=False
    )
    why = forms.CharField(label=gettext_lazy("What was read or decided"), max_length=500)

    def __init__(self, *args: Any, key: str, current: Term | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        if TERMS[key].own:
            federations = Office.objects.filter(kind=OfficeKind.FEDERATION).order_by("place_id", "id")
            self.fields["office"].queryset = federations  # type: ignore[attr-defined]
        else:
            del self.fields["office"]

    def clean_article(self) -> str:
        """The source; where it is left as it was shown, the message itself, which every language translates."""
        said: str = self.cleaned_data["article"]
        return self.current.article if self.current and said == self.current.source else said


@needs("cases.settings")
def terms(request: ActorRequest) -> HttpResponse:
    """Every term: the row in force first, earlier and coming ones below it."""
    today = timezone.localdate()
    rows = list(Term.objects.select_related("office").order_by("key", "office_id", "-since"))
    order = {key: position for position, key in enumerate(TERMS)}
    known = sorted((row for row in rows if row.key in order), key=lambda row: order[row.key])
    in_force: set[tuple[str, int | None]] = set()
    shown = []
    for row in known:
        holds = row.since <= today and (row.key, row.office_id) not in in_force
        if holds:
            in_force.add((row.key, row.office_id))
        shown.append({"term": row, "holds": holds, "to_come": row.since > today, "link": _link(row.key)})
    return render(request, "work/terms.html", {"rows": shown})


@needs("cases.settings")
def term(request: ActorRequest, desk: str, name: str) -> HttpResponse:
    """Change one term from a day on."""
    key = f"{desk}.{name}"
    if key not in TERMS:
        raise Http404
    current = Term.objects.in_force(timezone.localdate()).filter(key=key).first()
    initial = {
        "number": current.number if current else TERMS[key].number,
        "unit": current.unit if current else TERMS[key].unit,
        "article": current.source if current else "",
        "since": timezone.localdate(),
    }
    form = TermForm(request.POST or None, key=key, current=current, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_term(draft=TermDraft(key=key, **form.cleaned_data), by=request.actor)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The term is changed from that day on. Running clocks keep theirs."))
            return HttpResponseRedirect(reverse("web:terms"))
    context = {"form": form, "title": TERMS[key].text, "current": current}
    return render(request, "work/term.html", context, status=422 if form.is_bound else 200)


class ClosedDayForm(forms.Form):
    """A day on which the office is closed."""

    day = ComingField(label=gettext_lazy("Day"))
    why = forms.CharField(label=gettext_lazy("Why"), max_length=200)


@needs("cases.close_days")
def closed_days(request: ActorRequest) -> HttpResponse:
    """The acting office's own closed days: what would end on one ends on the next open day."""
    form = ClosedDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_closed_day(by=request.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The day is on the list."))
            return HttpResponseRedirect(reverse("web:closed-days"))
    context = {"form": form, "days": ClosedDay.objects.filter(office=request.actor.office)[:100]}
    return render(request, "work/closed_days.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs("cases.close_days")
def closed_day_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a day of the acting office off the list; one that is not there is off it already."""
    found = ClosedDay.objects.filter(office=request.actor.office, pk=pk).first()
    if found is not None:
        remove_closed_day(closed_day=found, by=request.actor)
    messages.success(request, _("The day is off the list; clocks that were counted with it stay."))
    return HttpResponseRedirect(reverse("web:closed-days"))


def _link(key: str) -> str:
    desk, _dot, name = key.partition(".")
    return reverse("web:term", args=[desk, name])
