"""Writing a draft: its head and its sections."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tonghu.reports.actions import (
    Overtaken,
    add_section,
    change_head,
    change_section,
    move_section,
    remove_section,
)
from tonghu.reports.models import Report, Section
from tonghu.reports.rules import SectionKind
from tonghu.web.base import ActorRequest, needs
from tonghu.web.reports.finding import own_or_403, report_or_404, section_or_404
from tonghu.web.reports.forms import HeadForm, SectionForm
from tonghu.web.reports.keys import figure_keys


def put_errors(form: Form, error: ValidationError) -> None:
    """What an action refused, beside its fields; sentences without a field of this form stand at the top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def _editor(request: ActorRequest, form: Form, report: Report, **more: Any) -> HttpResponse:
    return render(request, "reports/section.html", {"form": form, "report": report, "keys": figure_keys(), **more})


@needs("reports.draft")
def report_head(request: ActorRequest, pk: int) -> HttpResponse:
    """Change title and addressee."""
    report = own_or_403(report_or_404(request.actor, pk), request.actor)
    form = HeadForm(request.POST or None, initial={"title": report.title, "addressee": report.addressee})
    if request.method == "POST" and form.is_valid():
        try:
            change_head(report=report, by=request.actor, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("web:report", pk)
    return render(request, "reports/head.html", {"form": form, "report": report})


@needs("reports.draft")
def report_section(request: ActorRequest, pk: int, section_pk: int) -> HttpResponse:
    """Edit one section."""
    section = section_or_404(request.actor, pk, section_pk)
    own_or_403(section.report, request.actor)
    first = {"heading": section.heading, "kind": section.kind, "body": section.body, "seen_edit": section.edit}
    form = SectionForm(request.POST or None, initial=first)
    theirs: Section | None = None
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data | {"kind": SectionKind(form.cleaned_data["kind"])}
        try:
            change_section(section=section, by=request.actor, **facts)
        except Overtaken as overtaken:
            put_errors(form, overtaken)
            theirs = overtaken.section
            form.data = typed = request.POST.copy()
            typed["seen_edit"] = str(theirs.edit)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect(f"{reverse('web:report', args=[pk])}#section-{section_pk}")
    return _editor(request, form, section.report, section=section, theirs=theirs)


@needs("reports.draft")
def report_section_add(request: ActorRequest, pk: int) -> HttpResponse:
    """Append a section."""
    report = own_or_403(report_or_404(request.actor, pk), request.actor)
    form = SectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("heading", "body")}
        try:
            section = add_section(report=report, kind=SectionKind(form.cleaned_data["kind"]), by=request.actor, **facts)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect(f"{reverse('web:report', args=[pk])}#section-{section.pk}")
    return _editor(request, form, report)


@require_POST
@needs("reports.draft")
def report_section_remove(request: ActorRequest, pk: int, section_pk: int) -> HttpResponse:
    """Take a section out."""
    section = section_or_404(request.actor, pk, section_pk)
    try:
        remove_section(section=section, by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request, _("“%(heading)s” was removed. The trail keeps its text.") % {"heading": section.heading}
        )
    return redirect("web:report", pk)


@require_POST
@needs("reports.draft")
def report_section_move(request: ActorRequest, pk: int, section_pk: int) -> HttpResponse:
    """Put a section at another position."""
    section = section_or_404(request.actor, pk, section_pk)
    position = request.POST.get("position", "")
    try:
        if position.isdecimal() and len(position) < 4:
            move_section(section=section, position=int(position), by=request.actor)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{reverse('web:report', args=[pk])}#section-{section_pk}")
