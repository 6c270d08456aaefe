"""The export for the state petition system, and its columns as the office arranges them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tonghu.cases.actions.export_columns import LONGEST, ColumnDraft, arrange_columns
from tonghu.cases.models import ExportColumn
from tonghu.cases.queries.state_export import cases_for_state, cell, columns_of
from tonghu.cases.rules.export import ExportField
from tonghu.kit.periods import Period
from tonghu.web.base import ActorRequest, needs
from tonghu.web.exports import workbook
from tonghu.web.fields import DayField

BLANK = 3


class SpanForm(forms.Form):
    """The days between which the exported cases were brought."""

    first = DayField(label=gettext_lazy("Brought from"))
    last = DayField(label=gettext_lazy("Brought until"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if first and last and first > last:
            self.add_error("last", _("The last day lies before the first."))
        return found


class ColumnForm(forms.Form):
    """One column of the export: its place, its heading, what stands there."""

    position = forms.IntegerField(label=gettext_lazy("No."), required=False, min_value=1, max_value=999)
    heading = forms.CharField(label=gettext_lazy("Column heading"), required=False, max_length=LONGEST)
    field = forms.ChoiceField(label=gettext_lazy("What stands there"), choices=ExportField.choices)
    constant = forms.CharField(label=gettext_lazy("Fixed text"), required=False, max_length=LONGEST)


ColumnForms = forms.formset_factory(ColumnForm, extra=BLANK, max_num=80)


@needs("cases.export")
def state_export(request: ActorRequest) -> HttpResponseBase:
    """The columns and the span of days; with ``file`` the workbook."""
    today = timezone.localdate()
    usual = {"first": today.replace(month=1, day=1), "last": today}
    asked = "first" in request.GET
    form = SpanForm(request.GET if asked else None, initial=usual)
    days = form.cleaned_data if asked and form.is_valid() else usual
    period, columns = Period(days["first"], days["last"]), columns_of(request.actor)
    found = cases_for_state(request.actor, period)
    if "file" in request.GET and form.is_valid():
        return workbook(
            actor=request.actor,
            table="cases_case",
            title=_("For the state petition system"),
            scope_line=f"{request.actor.office} · {period.label(get_language() or '')}",
            headings=[column.heading for column in columns],
            rows=([cell(column, case) for column in columns] for case in found.iterator(chunk_size=2000)),
        )
    context = {"form": form, "columns": columns, "count": found.count(), "known": dict(ExportField.choices)}
    return render(request, "cases/state_export.html", context, status=422 if asked and form.errors else 200)


@needs("cases.export")
def state_export_columns(request: ActorRequest) -> HttpResponse:
    """Headings, what stands under them, their order; a column without heading goes."""
    columns = columns_of(request.actor)
    rows = ColumnForms(request.POST or None, initial=[_initial(column) for column in columns])
    wrong: list[str] = []
    if request.method == "POST" and rows.is_valid():
        try:
            arrange_columns(columns=_drafts(rows.cleaned_data), by=request.actor)
        except ValidationError as refused:
            wrong = refused.messages
        else:
            messages.success(request, _("The columns of the export are saved."))
            return HttpResponseRedirect(reverse("web:state-export"))
    status = 422 if wrong or (request.method == "POST" and not rows.is_valid()) else 200
    return render(request, "cases/state_export_columns.html", {"rows": rows, "wrong": wrong}, status=status)


def _initial(column: ExportColumn) -> dict[str, Any]:
    return {name: getattr(column, name) for name in ("position", "heading", "field", "constant")}


def _drafts(found: list[dict[str, Any]]) -> list[ColumnDraft]:
    """Lines with a heading, by their place; those without a place come last."""
    named = [one for one in found if one.get("heading")]
    named.sort(key=lambda one: one.get("position") or 1000)
    return [ColumnDraft(one["heading"], one["field"], one.get("constant", "")) for one in named]
