"""One talk: logging it, its page, its answer, the case it is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.access.actor import Actor
from tonghu.cases.actions.contact import Changed, answer_contact, correct_contact, link_contact, log_contact, subject_of
from tonghu.cases.models import Contact
from tonghu.trail.actions import note
from tonghu.trail.models import Verb
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.cases.fields import offered_matters
from tonghu.web.cases.talk_forms import AnswerForm, ContactForm, LinkForm
from tonghu.web.saving import saved


@needs("cases.log")
def contact_new(request: ActorRequest) -> HttpResponse:
    """Log a talk; the same form sent twice is one talk."""
    by = request.actor
    form = ContactForm(request.POST or None, by=by, initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        made = saved(form, lambda: log_contact(draft=form.draft(), by=by))
        if made is not None:
            messages.success(request, _("Logged."))
            if made.repeats_id and not made.case_id:
                messages.warning(request, _("The same phone called before: look at the earlier talk."))
            return HttpResponseRedirect(_after(request, made))
    return _form(request, form)


@needs("cases.log")
def contact_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """Correct a talk. Two people at once: the second sees what the first wrote and decides."""
    by = request.actor
    found = _opened(by, pk)
    form = ContactForm(request.POST or None, by=by, contact=found)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            made = saved(form, lambda: correct_contact(contact=found, draft=form.draft(), seen=seen, by=by))
        except Changed as changed:
            data = request.POST.copy()
            data["seen"] = str(changed.contact.version)
            form = ContactForm(data, by=by, contact=changed.contact)
            form.add_error(None, str(changed))
            return _form(request, form, changed.contact, status=409)
        if made is not None:
            messages.success(request, _("The correction is saved."))
            return HttpResponseRedirect(reverse("web:contact", args=[pk]))
    return _form(request, form, found)


@needs("cases.view")
def contact(request: ActorRequest, pk: int) -> HttpResponse:
    """One talk and what can follow from it. That it was opened stands in the trail."""
    return _page(request, _opened(request.actor, pk))


@require_POST
@needs("cases.log")
def contact_answer(request: ActorRequest, pk: int) -> HttpResponse:
    """Note the answer; what was owed ends."""
    found = _found(request.actor, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        facts = form.cleaned_data
        step = saved(
            form,
            lambda: answer_contact(contact=found, answer=facts["answer"], day=facts["day"], by=request.actor),
        )
        if step is not None:
            messages.success(request, _("The answer is written down."))
            return HttpResponseRedirect(reverse("web:contact", args=[pk]))
    return _page(request, found, answer=form)


@require_POST
@needs("cases.log")
def contact_link(request: ActorRequest, pk: int) -> HttpResponse:
    """Say which case the talk is about."""
    found = _found(request.actor, pk)
    form = LinkForm(request.POST, by=request.actor)
    if form.is_valid():
        case = form.cleaned_data["case"]
        if saved(form, lambda: link_contact(contact=found, case=case, by=request.actor)) is not None:
            messages.success(request, _("It stands in the timeline of %(number)s now.") % {"number": case.number})
            return HttpResponseRedirect(reverse("web:contact", args=[pk]))
    return _page(request, found, link=form)


def _found(by: Actor, pk: int) -> Contact:
    found: Contact = visible_or_404(Contact.objects.select_related("office", "case", "repeats"), by, pk)
    return found


def _opened(by: Actor, pk: int) -> Contact:
    found = _found(by, pk)
    note(Verb.OPEN, table="cases_contact", object_id=pk, label=subject_of(found).label, place=found.place)
    return found


def _form(request: ActorRequest, form: ContactForm, found: Contact | None = None, *, status: int = 422) -> HttpResponse:
    context = {"form": form, "contact": found, "matters": offered_matters()}
    return render(request, "cases/contact_form.html", context, status=status if form.is_bound and form.errors else 200)


def _page(request: ActorRequest, found: Contact, **forms_sent: forms.Form) -> HttpResponse:
    by = request.actor
    again = Contact.objects.visible_to(by).filter(repeats=found.repeats_id or found.pk).exclude(pk=found.pk)
    context: dict[str, Any] = {
        "contact": found,
        "again": list(again.select_related("case").order_by("-day", "-pk")[:20]),
        "answer": forms_sent.get("answer") or AnswerForm(),
        "link": forms_sent.get("link") or LinkForm(by=by),
        "may_log": by.may("cases.log"),
        "may_handle": by.may("cases.handle") and found.case_id is None,
        "may_read_trail": by.may("trail.record"),
    }
    return render(request, "cases/contact.html", context, status=422 if forms_sent else 200)


def _asked(request: ActorRequest) -> dict[str, str]:
    """What an address may fill in: nobody's name or phone."""
    return {name: request.GET[name] for name in ("channel", "talk", "case") if name in request.GET}


def _after(request: ActorRequest, made: Contact) -> str:
    if "petition" in request.POST and made.case_id is None and request.actor.may("cases.handle"):
        return f"{reverse('web:case-new')}?contact={made.pk}"
    if made.case_id is not None:
        return reverse("web:case", args=[made.case_id])
    return reverse("web:contacts")
