"""The roster by month, and a new day on it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tonghu.cases.actions.reception import DayDraft, plan_days
from tonghu.cases.queries import reception as queries
from tonghu.web.base import ActorRequest, needs
from tonghu.web.cases.parts.base import done, shown
from tonghu.web.reception.forms import DayForm, day_initial

MONTH = re.compile(r"(\d{4})-(\d{2})")


@needs("cases.view")
def roster(request: ActorRequest) -> HttpResponse:
    """Who receives when and where; ``?month=2026-03``, the present month where none or a wrong one is given."""
    first, last = _month(request.GET.get("month", ""))
    days = list(queries.roster(request.actor, first, last))
    context = {
        "days": days,
        "counts": queries.counts(request.actor, first, last),
        "first": first,
        "before": first - timedelta(days=1),
        "after": last + timedelta(days=1),
        "today": timezone.localdate(),
        "may_plan": request.actor.may("cases.reception"),
    }
    return render(request, "reception/roster.html", context)


@needs("cases.reception")
def day_new(request: ActorRequest) -> HttpResponse:
    """Put a day on the roster, or several weeks of it."""
    by = request.actor
    form = DayForm(request.POST or None, by=by, initial=day_initial(None))

    def step() -> str:
        assert by.office is not None  # who plans reception days works for an office
        facts = form.cleaned_data
        draft = DayDraft(
            day=facts["day"],
            begins=facts["begins"],
            ends=facts["ends"],
            minutes=facts["minutes"],
            venue=facts["venue"],
            lawyer=facts["lawyer"],
            weeks=facts["weeks"] or 0,
            token=form.sent,
        )
        made = plan_days(draft=draft, office=by.office, by=by)
        return ngettext("%(n)s day is on the roster.", "%(n)s days are on the roster.", len(made)) % {"n": len(made)}

    then = reverse("web:reception")
    sent = done(request, form, step, then) if request.method == "POST" else None
    return sent or shown(
        request, "reception/form.html", form, heading=_("New reception day"), back=then, button=_("Save")
    )


def _month(typed: str) -> tuple[date, date]:
    found, today = MONTH.fullmatch(typed), timezone.localdate()
    year, month = (int(found[1]), int(found[2])) if found else (today.year, today.month)
    if not (1949 < year < 2200 and 1 <= month <= 12):
        year, month = today.year, today.month
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
