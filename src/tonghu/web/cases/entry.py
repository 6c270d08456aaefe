"""Registering a petition while listening: two minutes, one column, nothing typed lost."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from tonghu.access.actor import Actor
from tonghu.cases.actions.contact import open_case_from
from tonghu.cases.actions.register import register_case
from tonghu.cases.models import Case, Contact
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.cases.case_form import CaseForm
from tonghu.web.cases.fields import offered_matters
from tonghu.web.cases.known import hint
from tonghu.web.saving import saved


@needs("cases.handle")
def case_new(request: ActorRequest) -> HttpResponse:
    """The form of a new case; saving the same form twice leads to the one case."""
    by = request.actor
    talk = _talk(request)
    if request.method != "POST":
        return _shown(request, CaseForm(by=by, contact=talk), talk)
    form = CaseForm(request.POST, by=by, contact=talk)
    if "look" in request.POST:
        return _shown(request, form, talk, looking=True)
    if not form.is_valid():
        return _shown(request, form, talk)
    made = saved(form, lambda: _registered(form, talk, by))
    if made is None:
        return _shown(request, form, talk)
    return HttpResponseRedirect(f"{reverse('web:case', args=[made.pk])}?registered=1")


def _registered(form: CaseForm, talk: Contact | None, by: Actor) -> Case:
    before = Case.objects.visible_to(by).filter(token=form.cleaned_data["token"]).first()
    if before is not None:
        return before
    if talk is None:
        return register_case(draft=form.draft(), by=by)
    return open_case_from(contact=talk, draft=form.draft(), by=by)


def _talk(request: ActorRequest) -> Contact | None:
    pk = request.POST.get("contact") or request.GET.get("contact") or ""
    if not pk.isdecimal() or len(pk) > 18:
        return None
    found: Contact = visible_or_404(Contact.objects.select_related("office", "slot"), request.actor, int(pk))
    return found


def _shown(request: ActorRequest, form: CaseForm, talk: Contact | None, *, looking: bool = False) -> HttpResponse:
    kind = str(form["matter"].value() or "")
    context: dict[str, Any] = {
        "form": form,
        "talk": talk,
        "matters": offered_matters(),
        "hint": hint(form.parties, request.actor, matter=kind, beyond=looking) if form.is_bound else None,
        "looking": looking,
        "repeats": str(form["repeats"].value() or ""),
    }
    wrong = form.is_bound and not looking and bool(form.errors or form.parties.total_error_count())
    return render(request, "cases/case_form.html", context, status=422 if wrong else 200)
