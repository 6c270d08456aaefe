from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.files.actions import open_file
from tonghu.kit.errors import Unreadable
from tonghu.outreach.actions import attach_file, remove_attachment
from tonghu.outreach.checks import Wrong
from tonghu.outreach.models import Activity, Attachment
from tonghu.web.base import ActorRequest, needs, visible_or_404


@needs("outreach.view")
def attachment(request: ActorRequest, pk: int, file_pk: int) -> HttpResponse:
    """A picture, to those who may see its activity; never kept by the browser or a proxy."""
    found = _attachment(request, pk, file_pk)
    try:
        content = open_file(found.file).read_bytes()
    except Unreadable as error:
        raise Http404 from error
    return HttpResponse(
        content,
        content_type=found.file.media_type,
        headers={
            "Content-Disposition": "inline",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@require_POST
@needs("outreach.log")
def attachment_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Add photos to a recorded activity."""
    activity: Activity = visible_or_404(Activity.objects.all(), request.actor, pk)
    for photo in request.FILES.getlist("photos"):
        try:
            attach_file(activity=activity, name=photo.name or "", content=photo, by=request.actor)
        except Unreadable as error:
            messages.error(request, f"{photo.name}：{error}")
        except Wrong as error:
            messages.error(request, str(error))
    return HttpResponseRedirect(reverse("web:activity", args=[pk]))


@require_POST
@needs("outreach.correct")
def attachment_remove(request: ActorRequest, pk: int, file_pk: int) -> HttpResponse:
    """Take a photo off an activity; its content goes too."""
    found = _attachment(request, pk, file_pk)
    try:
        remove_attachment(attachment=found, by=request.actor)
    except Wrong as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, _("The photo is removed."))
    return HttpResponseRedirect(reverse("web:activity", args=[pk]))


def _attachment(request: ActorRequest, pk: int, file_pk: int) -> Attachment:
    found: Attachment = visible_or_404(
        Attachment.objects.filter(activity=pk).select_related("file", "activity"), request.actor, file_pk
    )
    return found
