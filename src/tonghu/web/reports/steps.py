"""From draft to signature: begin, check, return, sign, revise, number, drop."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.reports import actions
from tonghu.reports.composed import compose
from tonghu.reports.models import Report
from tonghu.reports.rules import FROZEN
from tonghu.web.base import ActorRequest, needs
from tonghu.web.reports.finding import own_or_403, report_or_404
from tonghu.web.reports.forms import NewForm
from tonghu.web.reports.sections import put_errors


@needs("reports.draft")
def report_new(request: ActorRequest) -> HttpResponse:
    """Begin a report."""
    form = NewForm(request.POST or None, by=request.actor)
    if request.method == "POST" and form.is_valid() and request.actor.office:
        try:
            report = actions.draft_report(
                office=request.actor.office,
                template=form.cleaned_data["template"],
                period=form.cleaned_data["span"],
                addressee=form.cleaned_data["addressee"],
                token=form.cleaned_data["token"],
                by=request.actor,
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("web:report", report.pk)
    return render(request, "reports/new.html", {"form": form})


def _step(request: ActorRequest, pk: int, do: Callable[[Report], str]) -> HttpResponse:
    """Do one step and say so, or say why it was not done."""
    try:
        said = do(report_or_404(request.actor, pk))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return redirect("web:report", pk)


@require_POST
@needs("reports.check")
def report_check(request: ActorRequest, pk: int) -> HttpResponse:
    """Say that the draft has been read through."""

    def do(report: Report) -> str:
        actions.check_report(report=report, by=request.actor)
        return _("Checked. It can now be signed, or returned to draft.")

    return _step(request, pk, do)


@require_POST
@needs("reports.check")
def report_return(request: ActorRequest, pk: int) -> HttpResponse:
    """Give a checked report back."""

    def do(report: Report) -> str:
        actions.return_report(report=report, by=request.actor, why=request.POST.get("why", "")[:500])
        return _("Returned to draft. The reason stands in its history.")

    return _step(request, pk, do)


@needs("reports.sign")
def report_sign(request: ActorRequest, pk: int) -> HttpResponse:
    """What a signature freezes, the remarks that stand, and the button; then the signature itself.

    Raises:
        PermissionDenied: the report is another office's.
    """
    report = own_or_403(report_or_404(request.actor, pk), request.actor)
    if report.state in FROZEN and request.method == "GET":
        return redirect("web:report", pk)
    despite, errors = request.POST.get("despite", "")[:500], []
    if request.method == "POST":
        try:
            actions.sign_report(report=report, by=request.actor, despite=despite)
        except ValidationError as error:
            errors = error.messages
        else:
            messages.success(request, _("Signed. Its figures and their records are frozen."))
            return redirect("web:report", pk)
    context = {"report": report, "composed": compose(report, request.actor), "despite": despite, "errors": errors}
    return render(request, "reports/sign.html", context, status=409 if errors else 200)


@require_POST
@needs("reports.draft")
def report_revise(request: ActorRequest, pk: int) -> HttpResponse:
    """Begin the next version."""
    try:
        copy = actions.revise_report(report=report_or_404(request.actor, pk), by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("web:report", pk)
    messages.success(request, _("A new version begins as a draft. The signed one stays until this is signed."))
    return redirect("web:report", copy.pk)


@require_POST
@needs("reports.draft")
def report_number(request: ActorRequest, pk: int) -> HttpResponse:
    """Type in the number that the office's own system gave."""

    def do(report: Report) -> str:
        actions.number_report(report=report, by=request.actor, document_number=request.POST.get("document_number", ""))
        return _("The document number was saved.")

    return _step(request, pk, do)


@require_POST
@needs("reports.draft")
def report_drop(request: ActorRequest, pk: int) -> HttpResponse:
    """Remove a draft that nobody needs."""
    report = report_or_404(request.actor, pk)
    try:
        actions.drop_draft(report=report, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("web:report", pk)
    messages.success(request, _("The draft was removed. The trail keeps what it said."))
    return redirect("web:reports")
