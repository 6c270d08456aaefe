"""What is owed, on the desk: late first, then this week's, her own before the others'."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import BooleanField, Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tonghu.access.actor import Actor
from tonghu.kit.workdays import days_left, words
from tonghu.web.frame.lines import Line, Urgency
from tonghu.web.work.links import address
from tonghu.work.models import Obligation
from tonghu.work.queries import open_for
from tonghu.work.rules import SOON

MOST = 8


def waiting(actor: Actor) -> list[Line]:
    """Up to eight lines and, where there is more, one that says how many."""
    if not actor.may("cases.view") or actor.office is None:
        return []
    today = timezone.localdate()
    hers = Case(When(_own(actor), then=Value(False)), default=Value(True), output_field=BooleanField())
    pressing = open_for(actor, until=today + timedelta(days=SOON))
    rows = list(pressing.order_by(hers, "due", "id")[: MOST + 1])
    lines = [_line(row, actor) for row in rows[:MOST]]
    return [*lines, _more(pressing.order_by().count() - MOST)] if len(rows) > MOST else lines


def _own(actor: Actor) -> Q:
    """What is hers to do: what was given to her, and for a leader what waits for nobody else of her office."""
    given = Q(assigned=actor.user)
    return given | Q(assigned=None, office=actor.office) if actor.may("cases.approve") else given


def _line(row: Obligation, actor: Actor) -> Line:
    today = timezone.localdate()
    climbed = row.climbed_to_id is not None and actor.office is not None and row.office_id != actor.office.pk
    small = [row.office.called] if climbed else []
    # a case may owe the same twice: of two letters, two promises
    small.append(_("since %(day)s") % {"day": date_format(row.since, "Y-m-d")})
    if row.term is not None and row.term.source:
        small.append(row.term.source)
    return Line(
        tag=words(today, row.due),
        urgency=Urgency.LATE if days_left(today, row.due) < 0 else Urgency.NEAR,
        text=f"{row.subject_label} {row.said}".strip(),
        small=" · ".join(small),
        url=address(row),
        verb=_("Open"),
    )


def _more(number: int) -> Line:
    return Line(
        tag=_("more"),
        urgency=Urgency.PLAIN,
        text=ngettext("%(n)s more is late or due this week.", "%(n)s more are late or due this week.", number)
        % {"n": number},
        small="",
        url=reverse("web:late"),
        verb=_("See all"),
    )
