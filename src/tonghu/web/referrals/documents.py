"""Documents of a case: their text, their issue, and how they print."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.access.actor import Actor
from tonghu.cases.actions.documents import (
    edit_document,
    file_name,
    issue_document,
    number_document,
    title_lines,
    wording_of,
    write_document,
)
from tonghu.cases.actions.frame import Overtaken
from tonghu.cases.models import Case, Document
from tonghu.cases.rules.steps import DocumentKind
from tonghu.kit.paper import fonts_report
from tonghu.kit.paper.writing import official_date
from tonghu.trail.actions import note
from tonghu.trail.models import Verb
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.finding import opened
from tonghu.web.referrals.finding import part_of
from tonghu.web.referrals.forms import DocumentForm, IssueForm
from tonghu.web.saving import saved

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs("cases.view")
def case_document(request: ActorRequest, pk: int, document_pk: int) -> HttpResponse:
    """The text of a document; a draft can be changed."""
    found = part_of(request, Document, pk, document_pk, "letter")
    if request.method != "POST":
        return _page(request, found)
    request.actor.must("cases.handle")
    form = DocumentForm(request.POST)
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            done = saved(form, lambda: edit_document(document=found, by=request.actor, **said))
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            found.refresh_from_db(fields=["version", "title", "body", "addressee", "issued_on"])
            data = request.POST.copy()
            data["seen"] = str(found.version)
            form.data = data
            return _page(request, found, form=form, status=409)
        if done is not None:
            messages.success(request, _("Saved."))
            return redirect("web:case-document", pk, document_pk)
    return _page(request, found, form=form, status=422)


@require_POST
@needs("cases.handle")
def case_document_issue(request: ActorRequest, pk: int, document_pk: int) -> HttpResponse:
    """Issue a draft, or add the number of one that was issued."""
    found = part_of(request, Document, pk, document_pk, "letter")
    form = IssueForm(request.POST)
    if form.is_valid():
        try:
            if saved(form, lambda: _issue(found, form, request.actor)) is not None:
                messages.success(request, _("Written down."))
                return redirect("web:case-document", pk, document_pk)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
    return _page(request, found, issue=form, status=422)


@needs("cases.view")
def case_document_docx(request: ActorRequest, pk: int, document_pk: int) -> FileResponse:
    """The document as .docx, drawn from its text; its name tells the kind and the case's number."""
    found = part_of(request, Document, pk, document_pk)
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    write_document(found, file)
    file.seek(0)
    _note_taken(found.case, found.kind)
    return FileResponse(file, as_attachment=True, filename=file_name(found), content_type=DOCX)


@needs("cases.view")
def case_document_print(request: ActorRequest, pk: int, document_pk: int) -> HttpResponse:
    """The document as a page of paper."""
    found = part_of(request, Document, pk, document_pk)
    _note_taken(found.case, found.kind)
    return _paper(request, found)


@needs("cases.view")
def case_receipt(request: ActorRequest, pk: int) -> HttpResponse:
    """The receipt as it is handed over, printed at once from what is registered; nothing is stored."""
    case = opened(request.actor, pk)
    title, addressee, body = wording_of(case, None, DocumentKind.RECEIPT, request.actor)
    _note_taken(case, DocumentKind.RECEIPT)
    today = timezone.localdate()
    return _paper(request, Document(case=case, title=title, addressee=addressee, body=body, issued_on=today))


def _issue(document: Document, form: IssueForm, by: Actor) -> Document:
    said = form.cleaned_data
    if document.issued_on is not None:
        return number_document(document=document, number=said["number"], by=by)
    return issue_document(document=document, number=said["number"], day=said["day"], seen=said["seen"], by=by)


def _note_taken(case: Case, kind: str) -> None:
    note(
        Verb.EXPORT, table=Case._meta.db_table, object_id=case.pk, label=case.number, place=case.place,
        detail={"document": kind},
    )  # fmt: skip


def _page(
    request: ActorRequest, found: Document, *, form: DocumentForm | None = None, issue: IssueForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    may = request.actor.may("cases.handle")
    words = {"seen": found.version, "title": found.title, "addressee": found.addressee, "body": found.body}
    context = {
        "document": found,
        "case": found.case,
        "form": form or (DocumentForm(initial=words) if may and found.issued_on is None else None),
        "issue": issue or (IssueForm(initial={"seen": found.version, "number": found.number}) if may else None),
        "paragraphs": [line for line in found.body.splitlines() if line.strip()],
    }
    return render(request, "referrals/document.html", context, status=status)


def _paper(request: ActorRequest, document: Document) -> HttpResponse:
    context = {
        "case": document.case,
        "title": document.title,
        "lines": title_lines(document.title),
        "addressee": document.addressee,
        "number": document.number,
        "paragraphs": [line for line in document.body.splitlines() if line.strip()],
        "office": document.case.office.name,
        "day": official_date(document.issued_on) if document.issued_on else "",
        "fonts": fonts_report(),
    }
    return render(request, "referrals/paper.html", context)
