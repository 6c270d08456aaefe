"""Booking an hour, walking in, what was asked and advised, and the petition that follows."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.access.actor import Actor
from tonghu.cases.actions.slots import Consulted, SlotDraft, book, open_petition, record, unbook, walk_in
from tonghu.cases.models import Slot
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.parts.base import done, shown
from tonghu.web.reception.day import reception_of, refused
from tonghu.web.reception.forms import BookForm, ConsultForm, SlotForm


@needs("cases.reception")
def slot_new(request: ActorRequest, pk: int) -> HttpResponse:
    """Book an hour of a day to come."""
    found = reception_of(request.actor, pk)
    form = BookForm(request.POST or None, reception=found)

    def step() -> str:
        book(reception=found, draft=_draft(form), by=request.actor)
        return _("The hour is booked.")

    back = reverse("web:reception-day", args=[pk])
    sent = done(request, form, step, back) if request.method == "POST" else None
    return sent or shown(request, "reception/form.html", form, heading=_("Book an hour"), back=back, button=_("Book"))


@needs("cases.reception")
def slot_walk_in(request: ActorRequest, pk: int) -> HttpResponse:
    """Somebody came without an appointment; the consultation is recorded on the next page."""
    found = reception_of(request.actor, pk)
    form = SlotForm(request.POST or None)
    made: list[Slot] = []

    def step() -> str:
        made.append(walk_in(reception=found, draft=_draft(form), by=request.actor))
        return _("Entered. Now write down what was asked and advised.")

    back = reverse("web:reception-day", args=[pk])
    sent = done(request, form, step, back) if request.method == "POST" else None
    if sent is not None and made:
        return HttpResponseRedirect(reverse("web:slot-record", args=[pk, made[0].pk]))
    return sent or shown(
        request, "reception/form.html", form, heading=_("Somebody walked in"), back=back, button=_("Go on")
    )


@needs("cases.reception")
def slot_record(request: ActorRequest, pk: int, slot: int) -> HttpResponse:
    """What was asked and advised; it goes into the contact log by itself."""
    found = _slot(request.actor, pk, slot)
    known = ("people", "minors_present", "minor", "matter")
    names = (*known, "asked", "advised")
    form = ConsultForm(request.POST or None, initial={name: getattr(found, name) for name in known})

    def step() -> str:
        facts = form.cleaned_data
        consulted = Consulted(
            came=facts["came"] == "yes",
            minors_present=facts["minors_present"] or 0,
            **{name: facts[name] for name in names if name != "minors_present"},
        )
        record(slot=found, consulted=consulted, by=request.actor)
        return _("Saved. It stands in the contact log.") if consulted.came else _("Saved: nobody came.")

    back = reverse("web:reception-day", args=[pk])
    sent = done(request, form, step, back) if request.method == "POST" else None
    return sent or shown(
        request, "reception/form.html", form, heading=_("What was asked and advised"), back=back, button=_("Save"),
        slot=found,
    )  # fmt: skip


@require_POST
@needs("cases.reception")
def slot_remove(request: ActorRequest, pk: int, slot: int) -> HttpResponse:
    """The hour is free again."""
    try:
        unbook(slot=_slot(request.actor, pk, slot), by=request.actor)
    except ValidationError as error:
        messages.error(request, refused(error))
    else:
        messages.success(request, _("The booking is taken back; the hour is free."))
    return HttpResponseRedirect(reverse("web:reception-day", args=[pk]))


@require_POST
@needs("cases.reception")
def slot_petition(request: ActorRequest, pk: int, slot: int) -> HttpResponse:
    """One click: the consultation becomes a petition; a second click leads to the same one."""
    try:
        case = open_petition(slot=_slot(request.actor, pk, slot), by=request.actor)
    except ValidationError as error:
        messages.error(request, refused(error))
    except PermissionDenied as error:
        messages.error(request, str(error))
    else:
        return HttpResponseRedirect(f"{reverse('web:case', args=[case.pk])}?registered=1")
    return HttpResponseRedirect(reverse("web:reception-day", args=[pk]))


def _slot(by: Actor, pk: int, slot: int) -> Slot:
    reception = reception_of(by, pk)
    found = Slot.objects.visible_to(by).filter(reception=reception, pk=slot).first()
    if found is None:
        raise Http404
    found.reception = reception
    return found


def _draft(form: SlotForm) -> SlotDraft:
    facts = form.cleaned_data
    names = ("who", "phone", "people", "minor", "matter")
    return SlotDraft(
        token=form.sent,
        at=facts.get("at"),
        minors_present=facts["minors_present"] or 0,
        **{name: facts[name] for name in names},
    )
