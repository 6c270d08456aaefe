from __future__ import annotations

from datetime import date
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.numbers import grouped
from tonghu.reports.models import Report
from tonghu.reports.queries import MOST_COUNTED, PAGE, after, reports_of
from tonghu.web.base import ActorRequest, needs
from tonghu.web.exports import workbook
from tonghu.web.reports.forms import FilterForm


def scope_line(by: Actor, found: Any) -> str:
    """Whose reports and how many: "青溪县及以下 · 12 份总结"."""
    many = found.order_by()[: MOST_COUNTED + 1].count()
    number = f"{grouped(MOST_COUNTED)}+" if many > MOST_COUNTED else grouped(many)
    counted = ngettext("%(number)s report", "%(number)s reports", many) % {"number": number}
    if by.office is None:
        return counted
    return _("%(place)s and below") % {"place": by.office.place} + f" · {counted}"


@needs("reports.view")
def reports(request: ActorRequest) -> HttpResponse:
    """The list, the latest period first."""
    form = FilterForm(request.GET, by=request.actor)
    wanted = form.wanted()
    found = reports_of(request.actor, wanted)
    last = _cursor(request.GET.get("after", ""))
    rows = list(after(found, last, oldest=wanted.oldest)[: PAGE + 1])
    following = rows[PAGE - 1] if len(rows) > PAGE else None
    return render(
        request,
        "reports/reports.html",
        {
            "form": form,
            "words": form.words(),
            "clear": reverse("web:reports"),
            "rows": [(one, one.period.label(get_language() or "")) for one in rows[:PAGE]],
            "sub": scope_line(request.actor, found),
            "query": form.address(),
            "first": f"?{form.address()}" if last else "",
            "next": f"?{form.address(after=f'{following.end.isoformat()}~{following.pk}')}" if following else "",
            "may_draft": request.actor.may("reports.draft"),
            "may_templates": request.actor.may("reports.templates"),
        },
    )


@needs("reports.view")
def reports_export(request: ActorRequest) -> FileResponse:
    """Every row of the list as .xlsx."""
    form = FilterForm(request.GET, by=request.actor)
    found = reports_of(request.actor, form.wanted())
    headings = [
        _("Title"), _("Office"), _("First day"), _("Last day"), _("State"), _("Version"), _("Document number"),
        _("Drafted by"), _("Checked by"), _("Signed by"), _("Signed on"), _("Hash"),
    ]  # fmt: skip
    return workbook(
        actor=request.actor,
        table=Report._meta.db_table,
        title=_("Reports"),
        scope_line=" · ".join([scope_line(request.actor, found), *(word for word, _address in form.words())]),
        headings=headings,
        rows=map(_row, found.iterator(chunk_size=2000)),
    )


def _row(one: Report) -> list[Any]:
    return [
        one.title, str(one.office), one.start, one.end, str(one.get_state_display()), one.version, one.document_number,
        one.drafted_name, one.checked_name, one.signed_name, one.signed_at.date() if one.signed_at else None,
        one.signed_hash,
    ]  # fmt: skip


def _cursor(text: str) -> tuple[date, int] | None:
    day, _tilde, pk = text.partition("~")
    try:
        return (date.fromisoformat(day), int(pk)) if pk.isdecimal() and len(pk) < 19 else None
    except ValueError:
        return None
