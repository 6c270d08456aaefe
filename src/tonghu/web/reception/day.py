"""One reception day: its hours, bookings, and what becomes of it where the lawyer cannot come."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.access.actor import Actor
from tonghu.cases.actions.reception import (
    called_them,
    cancel_day,
    free_hours,
    move_day,
    stand_in,
    subject_of,
)
from tonghu.cases.models import Contact, ReceptionDay, Slot
from tonghu.cases.queries.reception import consultations
from tonghu.cases.rules.kinds import Matter
from tonghu.trail.actions import note
from tonghu.trail.models import Verb
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.cases.parts.base import PartForm, done, shown
from tonghu.web.reception.forms import CancelForm, MoveForm, StandInForm
from tonghu.work.queries import about

WITH = ("office", "lawyer", "stands_in")


@needs("cases.view")
def day(request: ActorRequest, pk: int) -> HttpResponse:
    """Who is booked when; that it was opened stands in the trail."""
    found = reception_of(request.actor, pk)
    note(Verb.OPEN, table="cases_receptionday", object_id=pk, label=str(found), place=found.place)
    return render(request, "reception/day.html", _context(found, request.actor))


@require_POST
@needs("cases.reception")
def day_phones(request: ActorRequest, pk: int) -> HttpResponse:
    """The phones of those to be called, unmasked for this one page; the trail keeps why."""
    found = reception_of(request.actor, pk)
    if not _to_call(found, request.actor):
        messages.info(request, _("Nobody has to be called."))
        return HttpResponseRedirect(reverse("web:reception-day", args=[pk]))
    why = _("Those who had booked are told that the reception day has changed.")
    note(Verb.UNMASK, table="cases_receptionday", object_id=pk, label=str(found), place=found.place, why=why)
    return render(request, "reception/day.html", _context(found, request.actor) | {"phones": True})


@require_POST
@needs("cases.reception")
def day_called(request: ActorRequest, pk: int) -> HttpResponse:
    """All of them have been called."""
    called_them(reception=reception_of(request.actor, pk), by=request.actor)
    messages.success(request, _("Written down: those who had booked have been called."))
    return HttpResponseRedirect(reverse("web:reception-day", args=[pk]))


@needs("cases.reception")
def day_change(request: ActorRequest, pk: int, how: str) -> HttpResponse:
    """The lawyer cannot come: somebody stands in, the day moves, or it is cancelled."""
    by = request.actor
    found = reception_of(by, pk)
    heading, button, form = _change(found, how, request)

    def step() -> str:
        facts = form.cleaned_data
        if how == "stand-in":
            stand_in(reception=found, lawyer=facts["lawyer"], by=by)
            return _("Another lawyer stands in; the bookings stay as they are.")
        if how == "move":
            move_day(reception=found, day=facts["day"], begins=facts["begins"], ends=facts["ends"], by=by)
            return _("The day is moved. Whoever had booked is to be called.")
        cancel_day(reception=found, why=facts["why"], by=by)
        return _("The day is cancelled. Whoever had booked is to be called.")

    then = reverse("web:reception-day", args=[pk])
    sent = done(request, form, step, then) if request.method == "POST" else None
    return sent or shown(request, "reception/form.html", form, heading=heading, back=then, button=button)


def reception_of(by: Actor, pk: int) -> ReceptionDay:
    """A reception day inside the actor's scope. Raises Http404."""
    found: ReceptionDay = visible_or_404(ReceptionDay.objects.select_related(*WITH), by, pk)
    return found


def refused(error: ValidationError) -> str:
    """What was refused, in one line."""
    return " ".join(error.messages)


def _change(found: ReceptionDay, how: str, request: ActorRequest) -> tuple[str, str, PartForm]:
    data = request.POST or None
    if how == "stand-in":
        return _("Another lawyer stands in"), _("Save"), StandInForm(data, by=request.actor)
    if how == "move":
        initial = {"begins": found.begins, "ends": found.ends}
        return _("Move the reception day"), _("Move it"), MoveForm(data, initial=initial)
    return _("Cancel the reception day"), _("Cancel it"), CancelForm(data)


def _to_call(found: ReceptionDay, by: Actor) -> bool:
    return about(subject_of(found), by=by, kind="task.call").open().exists()


def _context(found: ReceptionDay, by: Actor) -> dict[str, Any]:
    slots = list(consultations(found, by))
    log = Contact.objects.visible_to(by).filter(slot__in=slots).select_related("case")
    contacts = {contact.slot_id: contact for contact in log}
    rows = [_row(slot, contacts.get(slot.pk)) for slot in slots]
    today = timezone.localdate()
    return {
        "reception": found,
        "rows": rows,
        "free": [] if found.cancelled_on or found.day < today else free_hours(found),
        "to_call": _to_call(found, by),
        "may": by.may("cases.reception"),
        "may_log": by.may("cases.log"),
        "has_come": found.day <= today,
        "over": found.day < today,
        "minors": sum(slot.minors_present for slot in slots if slot.came),
        "people": sum(slot.people for slot in slots if slot.came),
        "came": sum(1 for slot in slots if slot.came),
    }


def _row(slot: Slot, contact: Contact | None) -> dict[str, Any]:
    """One consultation; what was said stands in the contact log, where it is open to the reader."""
    return {
        "slot": slot,
        "contact": contact,
        "who": contact.caller if contact else slot.who,
        "phone": contact.phone if contact else slot.phone,
        "hidden": bool(slot.came) and contact is None,
        "matter": Matter(slot.matter).label if slot.matter and (contact or not slot.came) else "",
    }
