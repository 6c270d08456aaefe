"""Registering a person, correcting her file, her leaving, her erasure."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.people.actions import add_person, change_person, forget, leave, open_person
from tonghu.people.models import Person
from tonghu.people.queries import alike
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.people.forms import LeaveForm, PersonForm, WhyForm
from tonghu.web.saving import saved


@needs("people.change")
def person_new(request: ActorRequest) -> HttpResponse:
    """Register somebody; a number that is registered already asks once more."""
    form = PersonForm(request.POST or None, actor=request.actor)
    same: list[Person] = []
    if request.method == "POST" and form.is_valid():
        same = [one for one in _same(request, form) if one.token != form.cleaned_data["token"]]
        if not same:
            added = saved(form, lambda: add_person(draft=form.draft(), by=request.actor))
            if added is not None:
                messages.success(request, _("%(name)s is registered.") % {"name": added.name})
                return redirect("web:person", added.pk)
    return render(request, "people/form.html", {"form": form, "same": same, "back": reverse("web:people")})


@needs("people.change")
def person_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Correct a file; opening the form is opening the file."""
    found: Person = visible_or_404(Person.objects.serving(), request.actor, pk)
    form = PersonForm(request.POST or None, actor=request.actor, person=found, initial=_facts(found))
    same: list[Person] = []
    if request.method != "POST":
        open_person(person=found, by=request.actor)
    elif form.is_valid():
        same = _same(request, form)
        changed = (
            None if same else saved(form, lambda: change_person(person=found, draft=form.draft(), by=request.actor))
        )
        if changed is not None:
            messages.success(request, _("The change is saved."))
            return redirect("web:person", pk)
    context = {"form": form, "same": same, "person": found, "back": reverse("web:person", args=[pk])}
    return render(request, "people/form.html", context)


@require_POST
@needs("people.change")
def person_leave(request: ActorRequest, pk: int) -> HttpResponse:
    """Note that a person stopped serving."""
    found: Person = visible_or_404(Person.objects.serving(), request.actor, pk)
    form = LeaveForm(request.POST)
    if form.is_valid():
        facts = form.cleaned_data
        if saved(form, lambda: leave(person=found, on=facts["on"], why=facts["why"], by=request.actor)) is not None:
            messages.success(request, _("Noted. Her services end that day; her past work stays counted."))
            return redirect("web:person", pk)
    context = {"form": form, "person": found, "leaving": True, "back": reverse("web:person", args=[pk])}
    return render(request, "people/form.html", context)


@require_POST
@needs("people.unmask")
def person_forget(request: ActorRequest, pk: int) -> HttpResponse:
    """Erase who somebody was, at her wish."""
    found: Person = visible_or_404(Person.objects.serving(), request.actor, pk)
    form = WhyForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if saved(form, lambda: forget(person=found, why=why, by=request.actor)) is not None:
            messages.success(request, _("Her name and numbers are erased, in the trail as well."))
            return redirect("web:person", pk)
    for sentences in form.errors.values():
        messages.error(request, " ".join(str(sentence) for sentence in sentences))
    return redirect("web:person", pk)


def _same(request: ActorRequest, form: PersonForm) -> list[Person]:
    """Who has a number that was typed, unless the person at the form has said that it is somebody else."""
    if request.POST.get("known"):
        return []
    facts = form.cleaned_data
    but = form.person.pk if form.person else None
    return alike(request.actor, phone=facts["phone"], identity=facts["identity"], but=but)


def _facts(found: Person) -> dict[str, object]:
    today = timezone.localdate()
    running = [service.role for service in found.services.all() if service.until is None or service.until > today]
    facts: dict[str, object] = {name: getattr(found, name) for name in ("name", "sex", "unit", "skills", "token")}
    return {**facts, "office": found.office_id, "services": running}
