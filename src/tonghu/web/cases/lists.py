"""Cases as a list, on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tonghu.access.actor import Actor
from tonghu.cases.queries import cases as queries
from tonghu.cases.queries.cases import Brief, Counted, Cursor
from tonghu.kit.numbers import grouped
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.filters import FilterForm, drawn
from tonghu.web.cases.lines import Line, lines, table
from tonghu.web.exports import workbook

MOST_PRINTED = 2000
HEADINGS = (
    pgettext_lazy("case", "Number"),
    gettext_lazy("Date"),
    gettext_lazy("In short"),
    gettext_lazy("Kind"),
    gettext_lazy("Channel"),
    gettext_lazy("State"),
    gettext_lazy("Confidentiality"),
    gettext_lazy("A minor is concerned"),
    gettext_lazy("Due"),
    gettext_lazy("What is due"),
    pgettext_lazy("case", "Closed on"),
    gettext_lazy("Officer"),
    gettext_lazy("Office"),
    gettext_lazy("State petition system"),
)


def scope_line(by: Actor, counted: Counted | None = None) -> str:
    """Whose cases and how many: "青溪县及以下 · 38 件"."""
    assert by.office is not None
    parts = [_("%(place)s and below") % {"place": by.office.place}]
    if counted is not None:
        number = grouped(counted.number) + ("" if counted.exact else "+")
        parts.append(ngettext("%(number)s case", "%(number)s cases", counted.number) % {"number": number})
    return " · ".join(parts)


@needs("cases.view")
def cases(request: ActorRequest) -> HttpResponse:
    """The list: one screen, the filters above it, where the next begins."""
    by = request.actor
    form = FilterForm(request.GET, by=by)
    wanted = form.wanted()
    after = Cursor.read(request.GET.get("after", ""))
    rows, following = queries.page(by, wanted, after=after)
    if after is None and following is None:
        counted = Counted(len(rows), exact=True)
    else:
        counted = queries.count(by, wanted, all_of_them=request.GET.get("count") == "all")
    context = {
        "filters": drawn(form, reverse("web:cases")),
        "words": form.words(),
        "rows": rows,
        "table": table(lines(rows)),
        "sub": scope_line(by, counted),
        "recount": "" if counted.exact else f"?{form.address(count='all')}",
        "query": form.address(without="count"),
        "first": f"?{form.address()}" if after else "",
        "next": f"?{form.address(after=str(following))}" if following else "",
        "may_log": by.may("cases.log"),
        "may_handle": by.may("cases.handle"),
        "may_export": by.may("cases.export"),
        "may_hand_over": by.may("cases.handover"),
        "may_break": by.may("cases.break_glass"),
    }
    return render(request, "cases/cases.html", context)


@needs("cases.export")
def cases_export(request: ActorRequest) -> HttpResponseBase:
    """What the list shows, as .xlsx: never a sealed case, restricted ones of the acting office alone."""
    by = request.actor
    form = FilterForm(request.GET, by=by)
    rows = queries.exported(by, form.wanted())
    said = [word for word, _address in form.words()]
    # what was searched for may be a person's name, which the trail would keep for ever
    plain = [word for name, word in zip(_set(form), said, strict=True) if name != "q"]
    return workbook(
        actor=by,
        table="cases_case",
        title=_("Cases"),
        scope_line=" · ".join([scope_line(by), *said]),
        noted=" · ".join([scope_line(by), *plain]),
        headings=HEADINGS,
        rows=_cells(rows),
    )


@needs("cases.view")
def cases_print(request: ActorRequest) -> HttpResponse:
    """The list on paper: at most two thousand, with a sentence where there are more."""
    by = request.actor
    form = FilterForm(request.GET, by=by)
    wanted = form.wanted()
    counted = queries.count(by, wanted)
    rows, _following = queries.page(by, wanted, after=None, size=MOST_PRINTED)
    context = {
        "rows": lines(rows),
        "words": form.words(),
        "sub": scope_line(by, counted),
        "shortened": len(rows) < counted.number,
        "printed": len(rows),
        "query": form.address(),
    }
    return render(request, "cases/print.html", context)


def _set(form: FilterForm) -> list[str]:
    unsaid = {"sort": "day"}
    return [name for name, value in form.cleaned_data.items() if value and unsaid.get(name) != value]


def _cells(rows: Sequence[Brief]) -> Iterator[list[Any]]:
    shown: Sequence[Line] = lines(rows)
    for one, line in zip(rows, shown, strict=True):
        yield [
            one.number,
            one.day,
            one.title,
            line.matter,
            line.channel,
            line.state,
            line.level,
            _("yes") if one.minor else "",
            one.due,
            line.owed,
            one.closed_on,
            one.officer_name,
            one.office,
            one.state_number,
        ]
