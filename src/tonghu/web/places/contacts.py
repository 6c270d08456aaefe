"""People to reach at an office."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.places.actions import add_contact, change_contact, reach_contact, remove_contact, unmask_contact
from tonghu.places.models import Contact, Office
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.places.forms import ContactForm, WhyForm
from tonghu.web.places.offices import office_page
from tonghu.web.saving import saved


@needs("places.contacts")
def contact_new(request: ActorRequest, pk: int) -> HttpResponse:
    """Name somebody to reach at the office ``pk``."""
    office: Office = visible_or_404(Office.objects, request.actor, pk)
    if not request.actor.scope.holds(office.place_id):
        raise Http404
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = saved(form, lambda: add_contact(draft=form.draft(office), by=request.actor))
        if added is not None:
            messages.success(request, _("%(name)s can be reached at this office now.") % {"name": added.name})
            return redirect("web:office", pk)
    return render(request, "places/contact_form.html", {"form": form, "office": office, "back": _page(office)})


@needs("places.contacts")
def contact_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Correct a contact, note that she was reached today, or take her off the list."""
    contact: Contact = visible_or_404(Contact.objects.select_related("office"), request.actor, pk)
    step = request.POST.get("step", "")
    if step in _STEPS:
        messages.success(request, _STEPS[step](request, contact))
        return redirect("web:office", contact.office_id)
    facts = {name: getattr(contact, name) for name in ("name", "post", "is_staff", "reached_on")}
    form = ContactForm(request.POST or None, contact=contact, initial=facts)
    if request.method == "POST" and form.is_valid():
        draft = form.draft(contact.office)
        if saved(form, lambda: change_contact(contact=contact, draft=draft, by=request.actor)) is not None:
            messages.success(request, _("The change is saved."))
            return redirect("web:office", contact.office_id)
    context = {"form": form, "office": contact.office, "contact": contact, "back": _page(contact.office)}
    return render(request, "places/contact_form.html", context)


@require_POST
@needs("places.contacts")
def contact_unmask(request: ActorRequest, pk: int) -> HttpResponse:
    """Show one phone number in clear, once, with the reason in the trail."""
    contact: Contact = visible_or_404(Contact.objects.select_related("office"), request.actor, pk)
    form = WhyForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    number = saved(form, lambda: unmask_contact(contact=contact, why=why, by=request.actor))
    if number is None:
        messages.error(request, _("The number stays hidden: say in a few words what it is needed for."))
        return redirect("web:office", contact.office_id)
    return office_page(request, contact.office_id, clear={contact.pk: number})


def _reached(request: ActorRequest, contact: Contact) -> str:
    reach_contact(contact=contact, by=request.actor)
    return _("Noted: %(name)s was reached today.") % {"name": contact.name}


def _removed(request: ActorRequest, contact: Contact) -> str:
    remove_contact(contact=contact, by=request.actor)
    return _("%(name)s is off the list. The trail keeps that she was on it.") % {"name": contact.name}


_STEPS = {"reached": _reached, "remove": _removed}


def _page(office: Office) -> str:
    return reverse("web:office", args=[office.pk])
