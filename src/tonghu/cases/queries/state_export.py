"""What goes into the export for the state petition system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, ExportColumn
from tonghu.cases.rules.export import USUAL, ExportField
from tonghu.kit.periods import Period
from tonghu.kit.scope import Confidentiality


def columns_of(by: Actor) -> list[ExportColumn]:
    """The acting office's columns in their order; the usual ones, unsaved, where it has none."""
    found = list(ExportColumn.objects.filter(office=by.office).order_by("position")) if by.office else []
    return found or [
        ExportColumn(office=by.office, position=position, heading=str(field.label), field=field)
        for position, field in enumerate(USUAL, start=1)
    ]


def cases_for_state(by: Actor, period: Period) -> QuerySet[Case]:
    """The acting office's cases brought in a period that may leave it: no sealed one, by number.

    A restricted case goes out with its own office only, which is the acting one.
    """
    if by.office is None:
        return Case.objects.none()
    own = Case.objects.visible_to(by).filter(office=by.office).exclude(level=Confidentiality.SEALED)
    own = own.filter(Q(merged_into=None), day__range=(period.start, period.end))
    return own.select_related("office").order_by("year", "serial", "id")


def cell(column: ExportColumn, case: Case) -> Any:
    """What stands in a column for a case; an unknown field is left empty."""
    if column.field == ExportField.CONSTANT:
        return column.constant
    told = _TOLD.get(column.field)
    return told(case) if told else ""


_TOLD: Mapping[str, Callable[[Case], Any]] = {
    ExportField.STATE_NUMBER: lambda case: case.state_number,
    ExportField.NUMBER: lambda case: case.number,
    ExportField.OFFICE: lambda case: case.office.name,
    ExportField.DAY: lambda case: case.day,
    ExportField.ENTERED: lambda case: timezone.localdate(case.entered_at),
    ExportField.CHANNEL: lambda case: case.get_channel_display(),
    ExportField.PEOPLE: lambda case: case.people,
    ExportField.MINOR: lambda case: _("Yes") if case.minor else _("No"),
    ExportField.KIND: lambda case: case.get_kind_display(),
    ExportField.MATTER: lambda case: case.get_matter_display(),
    ExportField.CLASSED: lambda case: case.get_classed_display() if case.classed else "",
    ExportField.WAY: lambda case: case.get_way_display() if case.way else "",
    ExportField.STATE: lambda case: case.get_state_display(),
    ExportField.ACCEPTED: lambda case: case.accepted_on,
    ExportField.TOLD: lambda case: case.told_on,
    ExportField.DIRECTED: lambda case: case.directed_to,
    ExportField.CLOSED: lambda case: case.closed_on,
    ExportField.OUTCOME: lambda case: case.get_outcome_display() if case.outcome else "",
    ExportField.SATISFACTION: lambda case: case.get_satisfaction_display() if case.satisfaction else "",
    ExportField.OFFICER: lambda case: case.officer_name,
}
