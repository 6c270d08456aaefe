"""Templates: the office's own patterns, with the paper as they would print this half-year."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tonghu.kit.periods import Period
from tonghu.reports.actions import TemplateOvertaken, add_template, change_template, standard_template
from tonghu.reports.composed import Composed, preview
from tonghu.reports.models import Template
from tonghu.reports.paper import title_lines
from tonghu.reports.queries import templates_of
from tonghu.reports.rules import PAPER_LANGUAGE, SectionKind
from tonghu.reports.standard import Pattern
from tonghu.web.base import ActorRequest, needs, visible_or_404
from tonghu.web.reports.forms import PatternForm, PatternSet, TemplateForm
from tonghu.web.reports.keys import figure_keys
from tonghu.web.reports.sections import put_errors


@needs("reports.templates")
def templates(request: ActorRequest) -> HttpResponse:
    """The office's templates; the first visit writes the half-year one."""
    office = request.actor.office
    if office is not None and not templates_of(request.actor).exists():
        standard_template(office=office, by=request.actor)
    return render(request, "reports/templates.html", {"rows": templates_of(request.actor), "office": office})


@needs("reports.templates")
def template_new(request: ActorRequest) -> HttpResponse:
    """Name a new template; it begins with the half-year pattern."""
    name, errors = request.POST.get("name", ""), []
    if request.method == "POST" and request.actor.office:
        try:
            made = add_template(office=request.actor.office, name=name, by=request.actor)
        except ValidationError as error:
            errors = error.messages
        else:
            return redirect("web:template", made.pk)
    return render(request, "reports/template_new.html", {"name": name, "errors": errors})


@needs("reports.templates")
def template(request: ActorRequest, pk: int) -> HttpResponse:
    """Edit a template as a whole; "Preview" shows it on paper without saving."""
    found: Template = visible_or_404(
        Template.objects.select_related("office__place").prefetch_related("sections"), request.actor, pk
    )
    form, parts = _forms(request, found)
    if request.method == "POST" and form.is_valid() and parts.is_valid() and "preview" not in request.POST:
        try:
            change_template(template=found, sections=_patterns(parts), by=request.actor, **form.cleaned_data)
        except TemplateOvertaken as overtaken:
            put_errors(form, overtaken)
            form.data = typed = request.POST.copy()
            typed["seen_version"] = str(overtaken.template.version)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("web:template", pk)
    composed = _paper(found, parts)
    context = {
        "template": found,
        "form": form,
        "parts": parts,
        "keys": figure_keys(),
        "composed": composed,
        "lines": title_lines(composed.report.title, composed.report.period.label(PAPER_LANGUAGE)),
    }
    return render(request, "reports/template.html", context)


def _forms(request: ActorRequest, found: Template) -> tuple[TemplateForm, BaseFormSet[PatternForm]]:
    head = {
        "name": found.name, "title": found.title, "addressee": found.addressee, "seen_version": found.version,
    }  # fmt: skip
    sections = [{"heading": s.heading, "kind": s.kind, "body": s.body} for s in found.sections.all()]
    if request.method == "POST":
        # without the saved sections: a section typed over another one is new, not a change of it
        return TemplateForm(request.POST), PatternSet(request.POST, prefix="part")
    return TemplateForm(initial=head), PatternSet(initial=sections, prefix="part")


def _patterns(parts: BaseFormSet[PatternForm]) -> list[Pattern]:
    return [
        Pattern(SectionKind(one.cleaned_data["kind"]), one.cleaned_data["heading"], one.cleaned_data["body"])
        for one in parts.ordered_forms
        if one.cleaned_data.get("heading")
    ]


def _paper(found: Template, parts: BaseFormSet[PatternForm]) -> Composed:
    today = timezone.localdate()
    period = Period.half(today.year, 1 if today.month < 7 else 2)
    if parts.is_bound and parts.is_valid():
        patterns = _patterns(parts)
    else:
        patterns = [Pattern(SectionKind(s.kind), s.heading, s.body) for s in found.sections.all()]
    return preview(found, patterns, period)
