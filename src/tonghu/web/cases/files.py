"""Files of a case, to those who may see the case; never kept by the browser or a proxy."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.cases.actions.attach import remove_attachment
from tonghu.cases.models import Attachment
from tonghu.files.actions import open_file
from tonghu.kit.errors import Unreadable
from tonghu.web.base import ActorRequest, needs, visible_or_404


@needs("cases.view")
def case_file(request: ActorRequest, pk: int, file_pk: int) -> HttpResponse:
    """One file; its name in the download is the case's number and says nothing else."""
    found = _attachment(request, pk, file_pk)
    try:
        content = open_file(found.file).read_bytes()
    except Unreadable as error:
        raise Http404 from error
    ending = found.file.name.rpartition(".")[2]
    shown = "inline" if found.file.media_type.startswith("image/") else "attachment"
    return HttpResponse(
        content,
        content_type=found.file.media_type,
        headers={
            "Content-Disposition": f'{shown}; filename="{found.case.number}-{found.pk}.{ending}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


@require_POST
@needs("cases.log")
def case_file_remove(request: ActorRequest, pk: int, file_pk: int) -> HttpResponse:
    """Take a file off, with a reason."""
    found = _attachment(request, pk, file_pk)
    try:
        remove_attachment(attachment=found, why=request.POST.get("why", "")[:500], by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except PermissionDenied as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The file is taken off."))
    return HttpResponseRedirect(reverse("web:case", args=[pk]))


def _attachment(request: ActorRequest, pk: int, file_pk: int) -> Attachment:
    kept = Attachment.objects.filter(case=pk, removed_on=None).select_related("file", "case__office")
    found: Attachment = visible_or_404(kept, request.actor, file_pk)
    return found
