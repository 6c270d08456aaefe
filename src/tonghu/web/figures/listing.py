"""The records behind a figure as lines of a list, whatever kind of record they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models import Value as V
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, CaseSlip, Contact, ContactSlip
from tonghu.cases.rules.kinds import Channel, Matter, Talk
from tonghu.cases.rules.states import State
from tonghu.figures.figure import Figure, Text
from tonghu.figures.records import rows
from tonghu.figures.records_cases import number_of_slip
from tonghu.figures.value import Value
from tonghu.outreach.models import Activity
from tonghu.places.models import Office, Place
from tonghu.reports.models import Report
from tonghu.reports.rules import State as ReportState
from tonghu.web.figures.forms import Asked

OF_ACTIVITIES: tuple[Text, ...] = (
    pgettext_lazy("column", "Date"),
    pgettext_lazy("column", "Name"),
    pgettext_lazy("column", "Kind"),
    pgettext_lazy("column", "Organiser"),
    pgettext_lazy("column", "Recorded by"),
)
OF_OFFICES: tuple[Text, ...] = (
    pgettext_lazy("column", "Open since"),
    pgettext_lazy("column", "Name"),
    pgettext_lazy("column", "Kind"),
    pgettext_lazy("column", "Place"),
)
OF_CASES: tuple[Text, ...] = (
    pgettext_lazy("column", "Date"),
    pgettext_lazy("column", "Number"),
    pgettext_lazy("column", "Kind"),
    pgettext_lazy("column", "Office"),
    pgettext_lazy("column", "State"),
)
OF_CONTACTS: tuple[Text, ...] = (
    pgettext_lazy("column", "Date"),
    pgettext_lazy("column", "Channel"),
    pgettext_lazy("column", "What it was"),
    pgettext_lazy("column", "Office"),
)
OF_PLACES: tuple[Text, ...] = (pgettext_lazy("column", "Code"), pgettext_lazy("column", "Name"))


@dataclass(frozen=True)
class Line:
    """One record: its cells under the headings, where it opens, what it adds, whether it came late."""

    cells: list[Any]
    url: str
    contribution: int
    late: bool
    key: str


def records(figure: Figure, question: Asked, actor: Actor) -> QuerySet[Any]:
    """The records that the actor may see, in the order of the list: activities newest first, others by place."""
    found = rows(figure, area=question.area, period=question.period)
    if found.model is Activity:
        return found.filter(actor.scope.q()).select_related("office").order_by("-day", "-id")
    if found.model is Office:
        return found.select_related("place").order_by("place_id", "id")
    if found.model is CaseSlip:
        open_to_her = Case.objects.visible_to(actor).values("pk")
        return _at_office(found.filter(case_id__in=open_to_her).annotate(number=number_of_slip()))
    if found.model is ContactSlip:
        return _at_office(found.filter(contact_id__in=Contact.objects.visible_to(actor).values("pk")))
    return found.order_by("code")


def _at_office(found: QuerySet[Any]) -> QuerySet[Any]:
    called = (
        Office.objects.filter(pk=OuterRef("office_id"))
        .order_by()
        .values(called=Coalesce(NullIf("short", V("", TextField())), "name"))
    )
    told: QuerySet[Any] = found.annotate(office=Subquery(called))
    return told.order_by("-day", "-pk")


def after(found: QuerySet[Any], key: str) -> QuerySet[Any]:
    """What follows the line with that key; a key that is none changes nothing."""
    first, _tilde, last = key.partition("~")
    if not last.isdecimal() or len(last) > 18:
        return found
    if found.model in (Activity, CaseSlip, ContactSlip):
        try:
            day = date.fromisoformat(first)
        except ValueError:
            return found
        return found.filter(Q(day__lt=day) | Q(day=day, pk__lt=int(last)), day__lte=day)
    if found.model is Place:
        return found.filter(code__gt=int(last))
    place = int(first) if first.isdecimal() and len(first) <= 18 else 0
    return found.filter(Q(place_id__gt=place) | Q(place_id=place, pk__gt=int(last)))


def headings(found: QuerySet[Any]) -> tuple[Text, ...]:
    """What stands above the cells of its lines, but for the contribution."""
    return {
        Activity: OF_ACTIVITIES, Office: OF_OFFICES, Place: OF_PLACES, CaseSlip: OF_CASES, ContactSlip: OF_CONTACTS,
    }[found.model]  # fmt: skip


def lines(found: Iterable[Any], *, since: datetime | None = None) -> Iterable[Line]:
    """Records as lines; those entered after ``since`` came late."""
    for record in found:
        yield _line(record, since)


def _line(record: Any, since: datetime | None) -> Line:
    if isinstance(record, Activity):
        kind = record.get_kind_display()
        late = since is not None and record.entered_at > since
        cells = [record.day, record.title, kind, record.office.called, record.entered_name]
        url = reverse("web:activity", args=[record.pk])
        return Line(cells, url, record.contribution, late, f"{record.day}~{record.pk}")  # type: ignore[attr-defined]
    if isinstance(record, CaseSlip | ContactSlip):
        return _slip(record, since)
    if isinstance(record, Office):
        cells = [record.opened_on, str(record), record.get_kind_display(), str(record.place)]
        url = reverse("web:office", args=[record.pk])
        return Line(cells, url, 1, False, f"{record.place_id}~{record.pk}")
    return Line([str(record.code), str(record)], "", 1, False, f"{record.code}~{record.code}")


def _slip(record: Any, since: datetime | None) -> Line:
    late = since is not None and record.entered_at > since
    if isinstance(record, CaseSlip):
        cells = [record.day, record.number, Matter(record.matter).label, record.office, State(record.state).label]  # type: ignore[attr-defined]
        url = reverse("web:case", args=[record.pk])
    else:
        cells = [record.day, Channel(record.channel).label, Talk(record.talk).label, record.office]
        url = reverse("web:contact", args=[record.pk])
    return Line(
        [str(c) if c is not record.day else c for c in cells],
        url,
        record.contribution,
        late,
        f"{record.day}~{record.pk}",
    )


def signed_report(question: Asked, actor: Actor) -> Report | None:
    """The latest signed report on just this area and period, where the actor may see one."""
    return (
        Report.objects.visible_to(actor)
        .filter(place=question.area.code, start=question.period.start, end=question.period.end)
        .filter(state__in=(ReportState.SIGNED, ReportState.REPLACED))
        .order_by("-signed_at")
        .first()
    )


def not_open(figure: Figure, question: Asked, actor: Actor, value: Value, shown: int) -> int:
    """How many records a figure counts that the list does not show this reader.

    Figures count by office, readers see by right. Where a figure counts parts of activities the
    number of activities is not known without seeing them, and 0 is answered. Sealed cases are not counted at all.
    """
    if figure.desk == "cases":
        if not actor.may("cases.view"):
            return 0
        return max(0, rows(figure, area=question.area, period=question.period).count() - shown)
    if not figure.source or (figure.source.startswith("outreach.") and figure.source != "outreach.Activity"):
        return 0
    return max(0, value.records - shown)
