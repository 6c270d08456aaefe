"""A person's file: who she is, what she does, where she spoke. Opening it stands in the trail."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.outreach.models import Lecturer
from tonghu.people.actions import open_person, unmask
from tonghu.people.actions.look import MASKED
from tonghu.people.models import Person
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.people.forms import LeaveForm, WhyForm
from tonghu.web.people.served import served_page
from tonghu.web.saving import saved
from tonghu.web.trail.history import history_of

HELD = 50


@needs("people.view")
def person(request: ActorRequest, pk: int) -> HttpResponse:
    """The file; the opening is noted. Whom a case is about has a page of her own kind."""
    found: Person = visible_or_404(Person.objects.select_related("office__place"), request.actor, pk)
    open_person(person=found, by=request.actor)
    return _page(request, found, {}) if found.serves else served_page(request, found, {})


@require_POST
@needs("people.view")
def person_unmask(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one number in clear, once, with the reason in the trail; who may is asked by the action."""
    found: Person = visible_or_404(Person.objects.select_related("office__place"), request.actor, pk)
    field = request.POST.get("field", "")
    if field not in MASKED:
        raise Http404
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    number = saved(form, lambda: unmask(person=found, field=field, why=why, by=request.actor))
    if number is None:
        messages.error(request, _("The number stays hidden: say in a few words what it is needed for."))
        return redirect("web:person", pk)
    shown = _page if found.serves else served_page
    return shown(request, found, {field: number})


def _page(request: ActorRequest, found: Person, clear: dict[str, str]) -> HttpResponse:
    actor = request.actor
    spoke = (
        Lecturer.objects.visible_to(actor)
        .filter(person=found, activity__withdrawn_at=None)
        .select_related("activity__office")
        .order_by("-activity__day", "-activity__id")
    )
    held = list(spoke[: HELD + 1])
    context = {
        "person": found,
        "services": found.services.order_by("-until", "since"),
        "clear": clear,
        "held": [lecturer.activity for lecturer in held[:HELD]],
        "more_held": len(held) > HELD,
        "leave": LeaveForm(),
        "history": history_of(actor, "people_person", found.pk) if actor.may("trail.record") else None,
        "may_change": actor.may("people.change"),
        "may_unmask": actor.may("people.unmask"),
    }
    return render(request, "people/person.html", context)
