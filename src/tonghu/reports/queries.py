"""Reports as somebody may see them, and what has changed since one was signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tonghu.access.actor import Actor
from tonghu.kit.scope import ScopedQuerySet
from tonghu.outreach.models import Activity
from tonghu.reports.models import FrozenRecord, Report, Template
from tonghu.reports.rules import State

PAGE = 50
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of reports asks for; blank fields ask for everything.

    Attributes:
        q: words of the title, the document number, or the office's name, pinyin or initials.
        state: one of :class:`~tonghu.reports.rules.State`; year: in which the period ends.
        own: only the acting office's.
        oldest: the earliest period first.
    """

    q: str = ""
    state: str = ""
    year: int | None = None
    own: bool = False
    oldest: bool = False


def reports_of(by: Actor, wanted: Wanted = Wanted()) -> QuerySet[Report]:
    """Reports inside the actor's scope, the latest period first or last."""
    found: ScopedQuerySet[Report] = Report.objects.visible_to(by)
    found = found.select_related("office").order_by(*(("end", "id") if wanted.oldest else ("-end", "-id")))
    if wanted.q:
        q = " ".join(wanted.q.split())
        found = found.filter(
            Q(title__icontains=q)
            | Q(document_number__icontains=q)
            | Q(office__name__icontains=q)
            | Q(office__pinyin__startswith=q.lower())
            | Q(office__initials__startswith=q.lower())
        )
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.year:
        found = found.filter(end__year=wanted.year)
    if wanted.own and by.office:
        found = found.filter(office=by.office)
    return found


def after(found: QuerySet[Report], last: tuple[date, int] | None, *, oldest: bool = False) -> QuerySet[Report]:
    """The rows behind the last one of a page, by its period's end and id."""
    if last is None:
        return found
    if oldest:
        return found.filter(Q(end__gt=last[0]) | Q(end=last[0], pk__gt=last[1]))
    return found.filter(Q(end__lt=last[0]) | Q(end=last[0], pk__lt=last[1]))


def templates_of(by: Actor) -> QuerySet[Template]:
    """The acting office's own templates."""
    return Template.objects.visible_to(by).filter(office=by.office).order_by("name")


def signed_and_touched(by: Actor) -> QuerySet[Report]:
    """The acting office's signed reports of whose activities at least one was saved after the signature."""
    if by.office is None:
        return Report.objects.none()
    lo, hi = by.office.place.span
    touched = Activity.objects.filter(
        place__range=(lo, hi), day__range=(OuterRef("start"), OuterRef("end")), changed_at__gt=OuterRef("signed_at")
    )
    frozen = FrozenRecord.objects.filter(
        figure__report=OuterRef("pk"),
        source="outreach_activity",
        object_id__in=Activity.objects.filter(changed_at__gt=OuterRef(OuterRef("signed_at"))).values("pk"),
    )
    return (
        Report.objects.visible_to(by)
        .filter(office=by.office, state=State.SIGNED)
        .filter(Exists(touched) | Exists(frozen))
        .order_by(F("end").desc(), F("pk").desc())
    )
