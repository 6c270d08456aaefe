from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tonghu.files.actions import keep_pending, pending_of
from tonghu.kit.errors import Unreadable
from tonghu.outreach.actions import Overtaken, attach_pending, correct_activity, log_activity
from tonghu.outreach.actions.correct import same_facts
from tonghu.outreach.checks import Wrong
from tonghu.outreach.drafts import ActivityDraft, draft_of
from tonghu.outreach.models import Activity
from tonghu.outreach.queries import materials, with_parts
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.outreach.forms import ActivityForm
from tonghu.web.outreach.words import differences


@needs("outreach.log")
def activity_new(request: ActorRequest) -> HttpResponse:
    """The form for a new activity; saving the same form twice leads to the one record."""
    by = request.actor
    if request.method != "POST":
        return _shown(request, ActivityForm(by=by))
    form = ActivityForm(request.POST, request.FILES, by=by)
    draft = _taken(request, form)
    if draft is None:
        return _shown(request, form)
    try:
        activity = log_activity(draft=draft, by=by)
    except Wrong as wrong:
        form.blame(wrong.faults)
        return _shown(request, form)
    if not activity.withdrawn_at:
        if not same_facts(activity, draft):
            said = _("This form was already saved. What you typed now is kept here: save it to change the record.")
            return _compared(request, activity, draft, said)
        attach_pending(activity=activity, token=draft.token, by=by)
        messages.success(request, _("“%(title)s” is saved.") % {"title": activity.title})
    if "another" in request.POST:
        return HttpResponseRedirect(f"{reverse('web:activity-new')}?saved={activity.token}")
    return HttpResponseRedirect(reverse("web:activity", args=[activity.pk]))


@needs("outreach.correct")
def activity_edit(request: ActorRequest, pk: int) -> HttpResponse:
    """The same form for a recorded activity. Two people at once: the second sees both versions and decides."""
    by = request.actor
    activity: Activity = visible_or_404(with_parts(Activity.objects.all()), by, pk)
    if activity.withdrawn_at:
        messages.error(request, _("This activity was withdrawn and can no longer be changed."))
        return HttpResponseRedirect(reverse("web:activity", args=[pk]))
    if request.method != "POST":
        return _shown(request, ActivityForm(by=by, activity=activity), activity)
    form = ActivityForm(request.POST, request.FILES, by=by, activity=activity)
    draft = _taken(request, form)
    if draft is None:
        return _shown(request, form, activity)
    try:
        saved = correct_activity(
            activity=activity,
            draft=replace(draft, token=activity.token),
            by=by,
            seen_version=form.cleaned_data["version"] or 0,
            why=request.POST.get("why", ""),
        )
    except Wrong as wrong:
        form.blame(wrong.faults)
        return _shown(request, form, activity)
    except Overtaken as overtaken:
        said = _("Somebody else changed this activity meanwhile. Nothing of yours is lost: compare both, then save.")
        return _compared(request, overtaken.activity, draft, said)
    attach_pending(activity=saved, token=draft.token, by=by)
    messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
    return HttpResponseRedirect(reverse("web:activity", args=[pk]))


def _shown(
    request: ActorRequest,
    form: ActivityForm,
    activity: Activity | None = None,
    both: Sequence[tuple[str, str, str]] = (),
) -> HttpResponse:
    token = form.kept
    return render(
        request,
        "outreach/activity_form.html",
        {
            "form": form,
            "activity": activity,
            "both": both,
            "materials": materials(),
            "pending": pending_of(token=token, by=request.actor) if token else [],
            "saved": request.GET.get("saved", ""),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _compared(request: ActorRequest, activity: Activity, draft: ActivityDraft, said: str) -> HttpResponse:
    """The record as it stands beside what was typed, which can be saved knowingly now."""
    current = with_parts(Activity.objects.visible_to(request.actor)).get(pk=activity.pk)
    data = request.POST.copy()
    data["version"] = str(current.version)
    form = ActivityForm(data, by=request.actor, activity=current)
    messages.warning(request, said)
    return _shown(request, form, current, differences(draft_of(current), draft))


def _taken(request: ActorRequest, form: ActivityForm) -> ActivityDraft | None:
    """The form's draft, or None where something is wrong. Its photos are kept either way."""
    valid = form.is_valid()
    token, office = form.kept, request.actor.office
    if token is None or office is None:
        return None
    for photo in request.FILES.getlist("photos"):
        try:
            keep_pending(token=token, name=photo.name or "", content=photo, office=office, by=request.actor)
        except Unreadable as error:
            form.add_error("photos", f"{photo.name}：{error}")
            valid = False
    return form.draft if valid else None
