from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.cases.actions.assess import look_at
from tonghu.cases.models import Assessment
from tonghu.cases.rules.instruments import EDITIONS, Answer, judge
from tonghu.cases.rules.plans import need_label
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.parts.base import part_of


@needs("cases.view")
def assessment(request: ActorRequest, pk: int, assessment: int) -> HttpResponse:
    """Which answers gave which points, what they come to, and whether it was set otherwise."""
    case, found = part_of(Assessment, request.actor, pk, assessment)
    instrument = EDITIONS.get((found.instrument, found.edition))
    context = {
        "case": case,
        "assessment": found,
        "instrument": instrument,
        "finding": judge(found.answers, instrument) if instrument else None,
        "lines": [
            (question, Answer(found.answers.get(question.key, Answer.UNKNOWN)))
            for question in (instrument.questions if instrument else ())
        ],
        "needs": [need_label(one) for one in found.needs],
        "may_look": found.overridden and request.actor.may("cases.approve"),
    }
    return render(request, "cases/parts/assessment.html", context)


@require_POST
@needs("cases.approve")
def assessment_seen(request: ActorRequest, pk: int, assessment: int) -> HttpResponse:
    """A leader has looked at it."""
    _case, found = part_of(Assessment, request.actor, pk, assessment)
    try:
        look_at(assessment=found, by=request.actor)
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Noted that you looked at it."))
    return HttpResponseRedirect(reverse("web:case-assessment", args=[pk, assessment]))
