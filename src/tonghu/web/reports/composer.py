"""The composer: the paper in the middle, each figure opening its records, remarks in the margin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from tonghu.access.actor import Actor
from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.kit.numbers import grouped
from tonghu.kit.paper import fonts_report
from tonghu.reports.actions import another_checks
from tonghu.reports.composed import Composed, compose
from tonghu.reports.frozen import Contribution, records_now
from tonghu.reports.models import Report
from tonghu.reports.paper import title_lines
from tonghu.reports.rules import FROZEN, PAPER_LANGUAGE, State
from tonghu.reports.sight import open_to
from tonghu.reports.since import FigureChange, changed_since, records_then
from tonghu.reports.values import Shown
from tonghu.web.base import ActorRequest, needs
from tonghu.web.reports.finding import is_own, report_or_404
from tonghu.web.reports.links import record_url

IN_PANEL = 20


@dataclass(frozen=True)
class Behind:
    """One record behind a figure, as the panel lists it."""

    record: Contribution
    url: str


@needs("reports.view")
def report(request: ActorRequest, pk: int) -> HttpResponse:
    """One report as it prints, with what may be done with it now."""
    found = report_or_404(request.actor, pk)
    composed = compose(found, request.actor)
    frozen = found.state in FROZEN
    context = paper_context(composed) | {
        "changes": changed_since(found, request.actor) if frozen else [],
        "fonts": fonts_report(),
        "revision": Report.objects.visible_to(request.actor).filter(revises=found).first() if frozen else None,
        **_verbs(found, request.actor),
    }
    return render(request, "reports/report.html", context)


def paper_context(composed: Composed) -> dict[str, Any]:
    """What the paper itself is drawn from, on page and print."""
    found = composed.report
    return {
        "report": found,
        "composed": composed,
        "lines": title_lines(found.title, found.period.label(PAPER_LANGUAGE)),
        "period": found.period.label(get_language() or ""),
        "frozen": found.state in FROZEN,
    }


def _verbs(found: Report, actor: Actor) -> dict[str, Any]:
    own, state = is_own(found, actor), found.state
    return {
        "own": own,
        "may_edit": own and state == State.DRAFT and actor.may("reports.draft"),
        "may_check": own and state == State.DRAFT and actor.may("reports.check"),
        "check_barred": state == State.DRAFT and own and another_checks(found, actor),
        "may_return": own and state == State.CHECKED and actor.may("reports.check"),
        "may_sign": own and state == State.CHECKED and actor.may("reports.sign"),
        "may_revise": own and state == State.SIGNED and actor.may("reports.draft"),
        "may_number": own and state != State.REPLACED and actor.may("reports.draft"),
        "may_read_trail": actor.may("trail.record"),
    }


@needs("reports.view")
def report_figure(request: ActorRequest, pk: int, key: str) -> HttpResponse:
    """The records behind one figure: as they were signed, or as they are; in the panel, or as a page.

    Raises:
        Http404: the report does not show this figure.
    """
    found = report_or_404(request.actor, pk)
    composed = compose(found, request.actor)
    figure = composed.figures.get(key)
    if figure is None:
        raise Http404
    every = _records(found, figure)
    records = open_to(request.actor, every)
    panel = request.headers.get("HX-Request") == "true"
    shown = records[:IN_PANEL] if panel else records
    context = {
        "report": found,
        "figure": figure,
        "frozen": found.state in FROZEN,
        "records": [Behind(one, record_url(one.source, one.object_id)) for one in shown],
        "more": len(records) - len(shown),
        "total": len(records),
        "not_open": len(every) - len(records),
        "change": _change_of(found, key, request.actor),
        "before": grouped(int(figure.before)) if figure.before is not None else "",
        "definition_url": _figure_url(found, key),
    }
    return render(request, "reports/figure_panel.html" if panel else "reports/figure.html", context)


@needs("reports.view")
def report_changes(request: ActorRequest, pk: int) -> HttpResponse:
    """All that has changed since a report was signed.

    Raises:
        Http404: it is not signed.
    """
    found = report_or_404(request.actor, pk)
    if found.state not in FROZEN:
        raise Http404
    changes = [
        replace(one, records=tuple(open_to(request.actor, one.records))) for one in changed_since(found, request.actor)
    ]
    return render(request, "reports/changes.html", {"report": found, "changes": changes})


def _records(found: Report, figure: Shown) -> list[Contribution]:
    if found.state in FROZEN:
        return records_then(found).get(figure.key, [])
    records = records_now([figure.key], office=found.office, period=found.period)[figure.key]
    return sorted(records, key=lambda one: (one.day is None, one.day, one.object_id))


def _change_of(found: Report, key: str, actor: Actor) -> FigureChange | None:
    if found.state not in FROZEN:
        return None
    return next((change for change in changed_since(found, actor) if change.signed.key == key), None)


def _figure_url(found: Report, key: str) -> str:
    if key not in ALL:
        return ""
    area = Area.of(found.office)
    return f"{reverse('web:figure', args=[key])}?area={area.code}&period={found.period.code}"
