"""The cases and contacts behind a figure of casework, as slips: who lists them shows what is open to the reader."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models import Sum as SumOf
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Length, LPad
from django.utils import timezone

from tonghu.cases.models import Case, CaseSlip, EventSlip
from tonghu.figures.figure import Caseload, Count, Figure, Median, Sum
from tonghu.kit.periods import Period

LOOKUPS = {"eq": "", "in": "__in", "has": "__contains"}


def number_of_slip() -> Any:
    """The case number of a slip of a case; empty where the case is not open to the reader."""
    serial = Cast("serial", TextField())
    padded = LPad(serial, Greatest(Value(4), Length(serial)), Value("0", TextField()), output_field=TextField())
    number = Concat(Cast("year", TextField()), Value("-", TextField()), padded, output_field=TextField())
    found = Case.objects.filter(pk=OuterRef("case_id")).annotate(called=number).order_by().values("called")
    return Coalesce(Subquery(found), Value("", TextField()))


def rows_of_cases(figure: Figure, *, below: dict[str, Any], period: Period) -> QuerySet[Any]:
    """Slips with their ``contribution``: of contacts, or of cases, also where what was done in them is counted.

    Args:
        below: conditions for the area.
    """
    if isinstance(figure.measure, Caseload):
        return _open(figure.measure, below, period)
    where = Q(*(_condition(*condition) for condition in figure.where))
    days = {f"{figure.day}__range": (period.start, period.end)}
    if figure.source == "cases.EventSlip":
        return _done_in(where, days, below)
    found: QuerySet[Any] = apps.get_model(figure.source)._default_manager.filter(where, **days, **below)
    if isinstance(figure.measure, Count):
        return _adding(found, Value(1, output_field=IntegerField()))
    if not isinstance(figure.measure, Sum | Median):
        raise TypeError(f"{figure.key}: casework has no such measure")
    column = figure.measure.column
    stated = {f"{column}__isnull": False} if isinstance(figure.measure, Median) else {f"{column}__gt": 0}
    return _adding(found.filter(**stated), F(column))


def _adding(found: QuerySet[Any], contribution: Any) -> QuerySet[Any]:
    added: QuerySet[Any] = found.annotate(contribution=contribution)
    return added


def _open(measure: Caseload, below: dict[str, Any], period: Period) -> QuerySet[Any]:
    day = min(period.end, timezone.localdate())
    found = CaseSlip.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), day__lte=day, **below)
    late = found.filter(due__lt=day) if measure.late else found
    return late.annotate(contribution=Value(1, output_field=IntegerField()))


def _done_in(where: Q, days: dict[str, Any], below: dict[str, Any]) -> QuerySet[Any]:
    events = EventSlip.objects.filter(where, case_id=OuterRef("case_id"), **days)
    summed = events.order_by().values("case_id").annotate(total=SumOf("n")).values("total")
    return CaseSlip.objects.filter(Exists(events), **below).annotate(contribution=Subquery(summed))


def _condition(column: str, operator: str, value: Any) -> Q:
    if operator == "set":
        return Q(**{f"{column}__isnull": not value})
    return Q(**{f"{column}{LOOKUPS[operator]}": [value] if operator == "has" else value})
