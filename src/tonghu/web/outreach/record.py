from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.outreach.actions import withdraw_activity
from tonghu.outreach.checks import Wrong
from tonghu.outreach.models import Activity
from tonghu.outreach.queries import with_parts
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.outreach.signed import changed_since
from tonghu.web.outreach.words import topics_of


@needs("outreach.view")
def activity(request: ActorRequest, pk: int) -> HttpResponse:
    """One activity: what, how many, with whom, pictures, its history, and the verbs allowed."""
    found: Activity = visible_or_404(with_parts(Activity.objects.select_related("held_at", "batch")), request.actor, pk)
    return render(
        request,
        "outreach/activity.html",
        {
            "activity": found,
            "topics": topics_of(found),
            "changed": found.pk in changed_since(request.actor, [found]),
            "may_correct": request.actor.may("outreach.correct") and not found.withdrawn_at,
            "may_log": request.actor.may("outreach.log") and not found.withdrawn_at,
            "may_import": request.actor.may("outreach.import"),
            "may_read_trail": request.actor.may("trail.record"),
        },
    )


@require_POST
@needs("outreach.correct")
def activity_withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Take it out of lists and figures, with a reason."""
    found: Activity = visible_or_404(Activity.objects.all(), request.actor, pk)
    try:
        withdraw_activity(activity=found, by=request.actor, why=request.POST.get("why", "")[:500])
    except Wrong as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("“%(title)s” is withdrawn. Its record and history stay.") % {"title": found.title})
    return HttpResponseRedirect(reverse("web:activity", args=[pk]))
