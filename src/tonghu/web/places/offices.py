"""One office: its page, its opening, its correction, its end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.outreach.models import Activity
from tonghu.places.acting import area_of
from tonghu.places.actions import add_office, change_office, close_office, write_duties
from tonghu.places.models import Office
from tonghu.places.queries import above, contacts_of
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.places.forms import CloseForm, OfficeForm
from tonghu.web.saving import saved
from tonghu.web.trail.history import history_of

PARTS = 50


@needs("places.view")
def office(request: ActorRequest, pk: int) -> HttpResponse:
    """The page of an office: where it stands, who is there, what it has to do, what it did."""
    return office_page(request, pk)


def office_page(request: ActorRequest, pk: int, *, clear: dict[int, str] | None = None) -> HttpResponse:
    """The page; ``clear`` holds phone numbers to show in clear, by the contact's id."""
    actor = request.actor
    found: Office = visible_or_404(Office.objects.select_related("place", "parent__place"), actor, pk)
    lo, hi = area_of(actor)
    parts = list(found.parts.filter(closed_on=None).select_related("place")[: PARTS + 1])
    held = Activity.objects.visible_to(actor).filter(office=found, withdrawn_at=None)
    contacts = contacts_of(actor, found)
    for contact in contacts:
        contact.clear = (clear or {}).get(contact.pk, "")  # type: ignore[attr-defined]
    context = {
        "office": found,
        "above": [*above(actor, found.place), found.place],
        "contacts": contacts,
        "duties": found.duties.all(),
        "parts": parts[:PARTS],
        "more_parts": len(parts) > PARTS,
        "held": held.count(),
        "actor_sees_activities": actor.may("outreach.view"),
        "parent_open": found.parent is not None and lo <= found.parent.place_id <= hi,
        "close": CloseForm(),
        "history": history_of(actor, "places_office", pk) if actor.may("trail.record") else None,
        "may_keep": actor.may("places.change"),
        "may_reach": actor.may("places.contacts") and actor.scope.holds(found.place_id),
    }
    return render(request, "places/office.html", context)


@needs("places.change")
def office_new(request: ActorRequest) -> HttpResponse:
    """Open an office; the address may name the division and the kind that are missing."""
    given = {"place": request.GET.get("place"), "kind": request.GET.get("kind")}
    form = OfficeForm(request.POST or None, actor=request.actor, initial=given)
    if request.method == "POST" and form.is_valid():
        opened = saved(form, lambda: add_office(draft=form.draft(), by=request.actor))
        if opened is not None:
            write_duties(office=opened, texts=form.cleaned_data["duties"].splitlines(), by=request.actor)
            messages.success(request, _("“%(name)s” is part of the network now.") % {"name": opened.name})
            return redirect("web:office", opened.pk)
    return render(request, "places/office_form.html", {"form": form, "back": reverse("web:network")})


@needs("places.change")
def office_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Correct an office."""
    found: Office = visible_or_404(Office.objects, request.actor, pk)
    form = OfficeForm(request.POST or None, actor=request.actor, office=found, initial=_facts(found))
    if request.method == "POST" and form.is_valid():
        changed = saved(form, lambda: change_office(office=found, draft=form.draft(), by=request.actor))
        if changed is not None:
            write_duties(office=changed, texts=form.cleaned_data["duties"].splitlines(), by=request.actor)
            messages.success(request, _("The change is saved."))
            return redirect("web:office", pk)
    context = {"form": form, "office": found, "back": reverse("web:office", args=[pk])}
    return render(request, "places/office_form.html", context)


@require_POST
@needs("places.change")
def office_close(request: ActorRequest, pk: int) -> HttpResponse:
    """Close an office on a day."""
    found: Office = visible_or_404(Office.objects, request.actor, pk)
    form = CloseForm(request.POST)
    if form.is_valid():
        facts = form.cleaned_data
        closed = saved(form, lambda: close_office(office=found, on=facts["on"], why=facts["why"], by=request.actor))
        if closed is not None:
            messages.success(request, _("“%(name)s” is closed. Its records stay.") % {"name": found.name})
            return redirect("web:office", pk)
    context = {"form": form, "office": found, "closing": True, "back": reverse("web:office", args=[pk])}
    return render(request, "places/office_form.html", context)


def _facts(found: Office) -> dict[str, object]:
    names = ("kind", "name", "short", "name_en", "address", "opened_on")
    facts: dict[str, object] = {name: getattr(found, name) for name in names}
    return {**facts, "parent": found.parent_id, "duties": "\n".join(duty.text for duty in found.duties.all())}
