"""The report on paper: .docx and print."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from tonghu.kit.paper import fonts_report
from tonghu.reports.composed import compose
from tonghu.reports.models import Report
from tonghu.reports.paper import footer_note, write_report_docx
from tonghu.trail.actions import note
from tonghu.trail.models import Verb
from tonghu.web.base import ActorRequest, needs
from tonghu.web.reports.composer import paper_context
from tonghu.web.reports.finding import report_or_404

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs("reports.view")
def report_docx(request: ActorRequest, pk: int) -> FileResponse:
    """The report as .docx, written inside the scope and sent after it."""
    found = report_or_404(request.actor, pk)
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    write_report_docx(found, file, request.actor)
    file.seek(0)
    note(
        Verb.EXPORT, table=Report._meta.db_table, object_id=found.pk, label=found.title, place=found.place,
        detail={"version": found.version, "state": found.state},
    )  # fmt: skip
    name = f"{slugify(found.title, allow_unicode=True)}.docx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=DOCX)


@needs("reports.view")
def report_print(request: ActorRequest, pk: int) -> HttpResponse:
    """The report as a page without a frame, set as it prints."""
    composed = compose(report_or_404(request.actor, pk), request.actor)
    context = paper_context(composed) | {"note": footer_note(composed.report), "fonts": fonts_report()}
    return render(request, "reports/print.html", context)
