from __future__ import annotations

from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from tonghu.intake import actions, queries
from tonghu.intake.models import Batch, BatchState, Row, RowState
from tonghu.kit.errors import Unreadable
from tonghu.kit.sheets import write_sheet
from tonghu.outreach.headings import FIELDS
from tonghu.outreach.sheets import KIND, ActivityReader
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.outreach.lists import XLSX

MAY = "outreach.import"
SHOWN_BATCHES = 50
SHOWN_BAD, SHOWN_GOOD = 200, 20


class UploadForm(forms.Form):
    sheet = forms.FileField(
        label=gettext_lazy("Sheet"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text=gettext_lazy("An .xlsx of at most 20,000 rows. Nothing is written before you say so."),
    )


@needs(MAY)
def imports(request: ActorRequest) -> HttpResponse:
    """The sheets taken in, newest first."""
    found = queries.batches(request.actor, KIND)[:SHOWN_BATCHES]
    return render(request, "outreach/imports.html", {"batches": found})


@needs(MAY)
def import_new(request: ActorRequest) -> HttpResponse:
    """Upload a sheet; it is checked, and nothing is written."""
    form = UploadForm(request.POST or None, request.FILES or None)
    office = request.actor.office
    if request.method == "POST" and form.is_valid() and office is not None:
        upload = form.cleaned_data["sheet"]
        try:
            batch, new = actions.check_sheet(
                reader=ActivityReader(),
                name=upload.name,
                content=upload,
                office=office,
                by=request.actor,
                permission=MAY,
            )
        except Unreadable as error:
            form.add_error("sheet", str(error))
        else:
            if not new:
                messages.warning(
                    request, _("This very file was uploaded before. Here is that import; nothing was added.")
                )
            return HttpResponseRedirect(reverse("web:import", args=[batch.pk]))
    return render(request, "outreach/import_new.html", {"form": form}, status=422 if form.errors else 200)


@needs(MAY)
def import_review(request: ActorRequest, pk: int) -> HttpResponse:
    """What every row would become: bad cells named, good rows waiting for a word."""
    batch = _batch(request, pk)
    by = request.actor
    tally = queries.tally(by, batch)
    bad = list(queries.rows(by, batch, RowState.BAD)[:SHOWN_BAD])
    good = list(queries.rows(by, batch, RowState.GOOD)[:SHOWN_GOOD])
    known = list(queries.rows(by, batch, RowState.KNOWN)[:SHOWN_GOOD])
    return render(
        request,
        "outreach/import.html",
        {
            "batch": batch,
            "tally": tally,
            "bad": bad,
            "columns": list(batch.headings.values()),
            "good": [(row, _values(batch, row)) for row in good],
            "known": [(row, _values(batch, row)) for row in known],
            "waits": batch.state == BatchState.CHECKED,
            "dropped": batch.state == BatchState.DROPPED,
        },
    )


@require_POST
@needs(MAY)
def import_confirm(request: ActorRequest, pk: int) -> HttpResponse:
    """Write the good rows, all of them or, if anything breaks off, none."""
    batch = _batch(request, pk)
    written = batch.state == BatchState.WRITTEN
    try:
        batch = actions.confirm(batch=batch, reader=ActivityReader(), by=request.actor, permission=MAY)
    except Unreadable as error:
        messages.error(request, str(error))
    else:
        if not written:
            said = ngettext("%(n)s activity is written.", "%(n)s activities are written.", batch.written)
            messages.success(request, said % {"n": batch.written})
    return HttpResponseRedirect(reverse("web:import", args=[pk]))


@require_POST
@needs(MAY)
def import_drop(request: ActorRequest, pk: int) -> HttpResponse:
    """Let a checked sheet go."""
    try:
        actions.drop(batch=_batch(request, pk), by=request.actor, permission=MAY)
    except Unreadable as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("web:import", args=[pk]))
    messages.success(request, _("The import is dropped. Nothing of it was written."))
    return HttpResponseRedirect(reverse("web:imports"))


@needs(MAY)
def import_bad(request: ActorRequest, pk: int) -> FileResponse:
    """The bad rows as they were, each with its reasons, to be corrected and uploaded again."""
    batch = _batch(request, pk)
    lines = (
        [*_values(batch, row), "；".join(_reason(error) for error in row.errors)]
        for row in queries.rows(request.actor, batch, RowState.BAD).iterator(chunk_size=2000)
    )
    return _sheet(_("Rows to correct"), batch.file.name, [*batch.headings.values(), _("What to correct")], lines)


@needs(MAY)
def import_sheet(request: ActorRequest) -> FileResponse:
    """An empty sheet with every column that is understood, and one line that shows how to fill it in."""
    example = {
        "day": timezone.localdate().replace(month=3, day=8),
        "kind": "宣传日",
        "venue": "中心广场",
        "title": "维权周宣传",
        "audience": 600,
        "consulted": 86,
        "topics": "未成年人保护法、防溺水",
    }
    headings = [names[0] for names in FIELDS.values()]
    note = _("Replace the example in the first row. Materials are written as: name 1200; name 300.")
    return _sheet(_("Activities"), note, headings, [[example.get(field, "") for field in FIELDS]])


def _batch(request: ActorRequest, pk: int) -> Batch:
    found: Batch = visible_or_404(Batch.objects.filter(kind=KIND).select_related("office", "file"), request.actor, pk)
    return found


def _values(batch: Batch, row: Row) -> list[Any]:
    return [row.cells.get(column, "") for column in batch.headings]


def _reason(error: dict[str, str]) -> str:
    return f"{error['heading']}：{error['sentence']}" if error["heading"] else error["sentence"]


def _sheet(title: str, scope_line: str, headings: list[str], rows: Any) -> FileResponse:
    file = BytesIO()
    write_sheet(file, title=title, scope_line=scope_line, headings=headings, rows=rows)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{title}.xlsx", content_type=XLSX)
