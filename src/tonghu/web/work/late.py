"""Monday's page: what is late and what will be, by office and kind, and the rows behind each number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tonghu.kit.workdays import days_left, words
from tonghu.places.models import Office
from tonghu.web.base import ActorRequest, needs
from tonghu.web.exports import workbook
from tonghu.web.listing import PAGE
from tonghu.web.work.links import address
from tonghu.work.models import Obligation
from tonghu.work.models.obligation import ObligationQuerySet
from tonghu.work.queries import WHAT, by_office_and_kind, chosen
from tonghu.work.rules import kind_label

TITLES = {
    "late": gettext_lazy("Late"),
    "week": gettext_lazy("Due within a week"),
    "later": gettext_lazy("Due later"),
    "kept": gettext_lazy("Done in time, of the last 30 days"),
    "missed": gettext_lazy("Not done in time, of the last 30 days"),
    "climbed": gettext_lazy("Climbed to this office"),
}
HEADINGS = (
    gettext_lazy("Number"),
    gettext_lazy("What is due"),
    gettext_lazy("Due"),
    gettext_lazy("Office"),
    gettext_lazy("With"),
    gettext_lazy("Source"),
)
MOST_EXPORTED = 50_000


@dataclass(frozen=True)
class Cell:
    """A number of the page and the address of its rows."""

    number: int
    url: str


@dataclass(frozen=True)
class Row:
    """One office with one kind, or all its kinds (``label`` blank)."""

    office: str
    label: str
    late: Cell
    week: Cell
    later: Cell
    missed: Cell
    kept: Cell
    rate: str


@needs("cases.view")
def late(request: ActorRequest) -> HttpResponse:
    """The numbers of the actor's area; each opens its rows."""
    by, today = request.actor, timezone.localdate()
    standings = by_office_and_kind(by, today=today)
    climbed = chosen(by, "climbed", today=today)
    context = {
        "table": _table(standings) if standings else "",
        "climbed": [_line(one, today) for one in climbed[:PAGE]],
        "today": today,
        "may_close_days": by.may("cases.close_days"),
        "sub": _("%(place)s and below") % {"place": by.office.place} if by.office else "",
    }
    return render(request, "work/late.html", context)


@needs("cases.view")
def late_rows(request: ActorRequest) -> HttpResponse:
    """The rows behind one number, the longest late first."""
    what, office, kind, found = _asked(request)
    today = timezone.localdate()
    rows = list(found[: PAGE * 4 + 1])
    number = found.order_by().count() if len(rows) > PAGE * 4 else len(rows)
    query = {"what": what, "office": office.pk if office else "", "kind": kind}
    context = {
        "title": TITLES[what],
        "sub": _said(office, kind, number),
        "rows": [_line(one, today) for one in rows[: PAGE * 4]],
        "more": max(0, number - PAGE * 4),
        "query": urlencode({name: value for name, value in query.items() if value}),
        "may_export": request.actor.may("cases.export"),
    }
    return render(request, "work/late_rows.html", context)


@needs("cases.export")
def late_export(request: ActorRequest) -> HttpResponseBase:
    """The same rows as .xlsx; sealed cases are never among them, restricted ones only for their own office."""
    what, office, kind, found = _asked(request)
    by = request.actor
    own = found.filter(level=0) | found.filter(level=1, office=by.office)
    rows = own.order_by("due", "id")[:MOST_EXPORTED]
    line = f"{TITLES[what]} · {_said(office, kind, None)}"
    return workbook(
        actor=by, table="work_obligation", title=_("What is due"), scope_line=line, headings=HEADINGS, rows=_cells(rows)
    )


class AskForm(forms.Form):
    """Which number of the page."""

    what = forms.ChoiceField(choices=[(what, what) for what in WHAT])
    office = forms.ModelChoiceField(queryset=Office.objects.none(), required=False)
    kind = forms.CharField(max_length=60, required=False)


def _asked(request: ActorRequest) -> tuple[str, Office | None, str, ObligationQuerySet]:
    form = AskForm(request.GET)
    form.fields["office"].queryset = Office.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    if not form.is_valid():
        raise BadRequest
    facts = form.cleaned_data
    office: Office | None = facts["office"]
    found = chosen(request.actor, facts["what"], office_id=office.pk if office else None, kind=facts["kind"])
    return facts["what"], office, facts["kind"], found


def _table(standings: Any) -> SafeString:
    """The rows as HTML, escaped, the sum of all before them."""
    rows = [_row(_("All"), "", standings, {}), *_groups(standings)]
    said = {"all_kinds": _("all kinds")}
    return SafeString(render_to_string("work/late.html", {"rows": rows, "said": said}, using="rows"))


def _groups(standings: Any) -> Iterator[Row]:
    latest = {s.office_id: 0 for s in standings}
    for one in standings:
        latest[one.office_id] += one.late
    ordered = sorted(standings, key=lambda s: (-latest[s.office_id], s.office_id, -s.late, -s.missed, s.kind))
    for office_id, group in groupby(ordered, key=lambda s: s.office_id):
        kinds = list(group)
        if len(kinds) > 1:
            yield _row(kinds[0].office, "", kinds, {"office": office_id})
        for one in kinds:
            yield _row(one.office, one.label, [one], {"office": office_id, "kind": one.kind})


def _row(office: str, label: str, standings: Any, asked: dict[str, Any]) -> Row:
    rows, query = reverse("web:late-rows"), urlencode(asked)

    def cell(what: str) -> Cell:
        number = sum(getattr(one, what) for one in standings)
        return Cell(number, f"{rows}?what={what}{'&' if query else ''}{query}")

    kept, missed = cell("kept"), cell("missed")
    return Row(
        office, label, cell("late"), cell("week"), cell("later"), missed, kept, _rate(kept.number, missed.number)
    )


def _rate(kept: int, missed: int) -> str:
    if not kept + missed:
        return "–"
    # never 100 % while one was missed
    tenths = 1000 * kept // (kept + missed)
    return f"{tenths / 10:g}%"


def _line(one: Obligation, today: date) -> dict[str, Any]:
    number = days_left(today, one.due)
    return {
        "url": address(one),
        "number": one.subject_label,
        "said": one.said,
        "left": words(today, one.due) if one.state == "open" else str(one.get_state_display()),
        "tag": ("late" if number < 0 else "near" if number <= 7 else "") if one.state == "open" else "",
        "due": one.due,
        "office": one.office.called,
        "who": one.assigned.name if one.assigned else "",
        "source": one.term.source if one.term else "",
    }


def _said(office: Office | None, kind: str, number: int | None) -> str:
    parts = [office.called if office else _("All offices"), kind_label(kind) if kind else _("all kinds")]
    if number is not None:
        parts.append(ngettext("%(n)s entry", "%(n)s entries", number) % {"n": number})
    return " · ".join(parts)


def _cells(rows: Any) -> Iterator[list[Any]]:
    for one in rows:
        source = one.term.source if one.term else ""
        yield [
            one.subject_label,
            one.said,
            one.due,
            one.office.called,
            one.assigned.name if one.assigned else "",
            source,
        ]
