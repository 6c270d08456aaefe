"""The page of one verb: what it asks, what bars it, what somebody else did meanwhile."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from tonghu.cases.actions.frame import Overtaken, sent_before
from tonghu.cases.models import Case
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.rules.states import BY_KEY, barred
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.cases.finding import opened
from tonghu.web.cases.said import sentence
from tonghu.web.cases.steps import step_forms
from tonghu.web.cases.steps.base import StepForm

OWN = frozenset({"token", "seen"})
"""Fields that no address may fill."""


@needs("cases.view")
def case_step(request: ActorRequest, pk: int, verb: str) -> HttpResponse:
    """GET shows the form, POST does the verb. Whatever is refused leaves the form as it was typed."""
    made = step_forms().get(verb)
    if made is None or verb not in BY_KEY:
        raise Http404
    request.actor.must(BY_KEY[verb].needs)
    if request.method == "POST":
        return _done(request, visible_or_404(Case.objects.select_related("office__place"), request.actor, pk), made)
    case = opened(request.actor, pk)
    why = barred(BY_KEY[verb], facts_of(case), request.actor.may)
    asked = {name: value for name, value in request.GET.items() if name not in OWN}
    form = made(by=request.actor, case=case, initial=asked)
    return _shown(request, form, why=why, status=409 if why else 200)


def _done(request: ActorRequest, case: Case, made: type[StepForm]) -> HttpResponse:
    form = made(request.POST, request.FILES, by=request.actor, case=case)
    status = 422
    why: list[str] = []
    try:
        if form.is_valid():
            messages.success(request, form.do())
            return HttpResponseRedirect(form.then)
    except ValidationError as refused:
        _blame(form, refused)
    except PermissionDenied as refused:
        form.add_error(None, str(refused) or _("Your role at this office does not include this step."))
        status = 403
    except Overtaken as overtaken:
        if sent_before(form.sent, request.actor):
            return HttpResponseRedirect(form.then)
        form, status = _overtaken(request, made, overtaken), 409
    return _shown(request, form, why=why, status=status)


def _shown(request: ActorRequest, form: StepForm, *, why: list[str], status: int) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "case": form.case, "why": why, **form.context()}
    return render(request, form.template, context, status=status)


def _blame(form: StepForm, refused: ValidationError) -> None:
    by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
    for name, sentences in by_field.items():
        form.add_error(name if name in form.fields else None, sentences)


def _overtaken(request: ActorRequest, made: type[StepForm], overtaken: Overtaken) -> StepForm:
    """The same form upon the case as it stands now, and what was done meanwhile."""
    data = request.POST.copy()
    data["seen"] = str(overtaken.case.version)
    form = made(data, request.FILES, by=request.actor, case=overtaken.case)
    form.is_valid()
    form.add_error(None, str(overtaken))
    step = overtaken.step
    if step is not None:
        done = _("%(who)s did this: %(what)s (now: %(state)s).")
        facts = {"who": step.entered_name, "what": sentence(step), "state": overtaken.case.get_state_display()}
        form.add_error(None, done % facts)
    return form
