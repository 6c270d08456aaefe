from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tonghu.figures.breakdown import breakdown
from tonghu.figures.catalogue import ALL
from tonghu.figures.charts import chart
from tonghu.figures.figure import Figure
from tonghu.figures.records import late
from tonghu.kit.charts import to_svg
from tonghu.web.base import ActorRequest, needs
from tonghu.web.exports import workbook
from tonghu.web.figures import tables
from tonghu.web.figures.divided import divided, months_of
from tonghu.web.figures.forms import asked
from tonghu.web.figures.listing import after, headings, lines, not_open, records, signed_report
from tonghu.web.figures.outsiders import is_outsider, parts, told
from tonghu.web.listing import COUNTED, counted, page, pages

CONTRIBUTION = gettext_lazy("Counts here")


@needs("figures.view")
def figures(request: ActorRequest) -> HttpResponse:
    """All figures of an area and a period."""
    question = asked(request)
    found = tables.groups(question, request.actor)
    withheld = any(line.value.withheld or line.value.before_withheld for group in found for line in group.lines)
    context = {"asked": question, "groups": found, "filters": question.form, "withheld": withheld}
    return render(request, "figures/figures.html", context)


@needs("figures.view")
def figures_export(request: ActorRequest) -> HttpResponseBase:
    """The same table as a workbook."""
    question = asked(request)
    return workbook(
        actor=request.actor,
        table="figures",
        title=_("Figures"),
        scope_line=question.label,
        headings=tables.HEADINGS,
        rows=tables.cells(tables.groups(question, request.actor)),
    )


@needs("figures.view")
def figure(request: ActorRequest, key: str) -> HttpResponse:
    """One figure: its number, its year, its parts, its definition."""
    one, question = _figure(key), asked(request)
    area, period = question.area, question.period
    months = months_of(period)
    by_month = breakdown(one, by="month", area=area, period=months)
    divisions = divided(one, question)
    shown = parts([("month", by_month), *((d.by, d.parts) for d in divisions)], one, question, request.actor)
    drawn = chart(one, shown[0], by="month", area=area, period=months)
    found = records(one, question, request.actor)
    report = signed_report(question, request.actor)
    context = {
        "asked": question,
        "filters": question.form,
        "figure": one,
        "value": told([one], question, request.actor)[one.key],
        "outsider": is_outsider(one, request.actor),
        "count": counted(found),
        "chart": to_svg(drawn),
        "divisions": [replace(d, parts=own) for d, own in zip(divisions, shown[1:], strict=True)],
        "report": report,
        "late": late(one, area=area, period=period, since=report.signed_at).count()
        if report and report.signed_at
        else 0,
    }
    return render(request, "figures/figure.html", context)


@needs("figures.view")
def figure_records(request: ActorRequest, key: str) -> HttpResponse:
    """The very records behind a figure."""
    one, question = _figure(key), asked(request)
    found = records(one, question, request.actor)
    shown, more = page(after(found, request.GET.get("after", "")))
    report = signed_report(question, request.actor)
    listed = list(lines(shown, since=report.signed_at if report else None))
    value = told([one], question, request.actor)[one.key]
    number = found.order_by()[: COUNTED + 1].count()
    context: dict[str, Any] = {
        "asked": question,
        "filters": question.form,
        "figure": one,
        "value": value,
        "count": f"{COUNTED:,}+" if number > COUNTED else f"{number:,}",
        "not_open": 0 if number > COUNTED else not_open(one, question, request.actor, value, number),
        "outsider": is_outsider(one, request.actor),
        "headings": headings(found),
        "contribution": CONTRIBUTION,
        "lines": listed,
        "report": report,
        "pages": pages(request, after=listed[-1].key if more else None),
    }
    return render(request, "figures/records.html", context)


@needs("figures.view")
def figure_export(request: ActorRequest, key: str) -> HttpResponseBase:
    """The same records as a workbook."""
    one, question = _figure(key), asked(request)
    found = records(one, question, request.actor)
    return workbook(
        actor=request.actor,
        table=found.model._meta.db_table,
        title=str(one.label),
        scope_line=question.label,
        headings=[*headings(found), f"{CONTRIBUTION} ({one.unit})"],
        rows=([*line.cells, line.contribution] for line in lines(found.iterator(chunk_size=2000))),
    )


def _figure(key: str) -> Figure:
    if key not in ALL:
        raise Http404
    return ALL[key]
