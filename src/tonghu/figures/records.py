"""The very records behind a figure, each with what it contributes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Count as CountOf
from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models import Sum as SumOf

from tonghu.cases.models import CaseSlip, ContactSlip
from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.figure import Condition, Count, Distinct, Figure, Rate, Stock, Sum
from tonghu.figures.records_cases import LOOKUPS, rows_of_cases
from tonghu.kit.periods import Period
from tonghu.kit.scope import TOWN
from tonghu.outreach.models import Activity
from tonghu.places.models import Office, Place
from tonghu.places.rules import OfficeKind


def rows(figure: Figure, *, area: Area, period: Period) -> QuerySet[Any]:
    """Records of a figure with their ``contribution``, newest first; of a rate, those of its numerator.

    Figures of activities give activities, also where a part of them is counted (copies, people, units);
    those of the network give offices or divisions, those of casework slips of cases and contacts. The queryset
    is not scoped by right: whoever shows it applies ``visible_to``.
    """
    if isinstance(figure.measure, Rate):
        return rows(ALL[figure.measure.of], area=area, period=period)
    if isinstance(figure.measure, Stock):
        return _standing(figure, figure.measure, area, period)
    if figure.source.startswith("cases."):
        return rows_of_cases(figure, below=_below(area), period=period)
    found = Activity.objects.filter(
        withdrawn_at=None,
        day__range=(period.start, period.end),
        **_below(area),
    )
    whole = "outreach.Activity"
    if figure.source == whole:
        return _own(figure, found.filter(*map(_condition, figure.where)))
    own = [c for c in figure.where if not c[0].startswith("activity__")]
    above = [(c.removeprefix("activity__"), op, v) for c, op, v in figure.where if c.startswith("activity__")]
    parts = apps.get_model(figure.source)._default_manager.filter(activity=OuterRef("pk"))
    parts = parts.filter(*map(_condition, own))
    total = CountOf("pk") if isinstance(figure.measure, Distinct) else SumOf(_column(figure))
    summed = parts.order_by().values("activity").annotate(total=total).values("total")
    return found.filter(Exists(parts), *map(_condition, above)).annotate(contribution=Subquery(summed))


def late(figure: Figure, *, area: Area, period: Period, since: datetime) -> QuerySet[Any]:
    """Records entered after ``since`` (an aware time) whose date lies in the period: they changed it afterwards.

    What stands in the network has a date of opening, not of entry: of it none is late.
    """
    found = rows(figure, area=area, period=period)
    if found.model not in (Activity, CaseSlip, ContactSlip):
        return found.none()
    return found.filter(entered_at__gt=since)


def _below(area: Area) -> dict[str, Any]:
    # equality on a county or a town keeps the index on (county | town, day) behind the policy
    first, last = area.counties
    if area.is_whole_counties:
        return {"county": first} if first == last else {"county__range": (first, last)}
    if area.hi - area.lo == TOWN - 1:
        return {"town": area.lo // TOWN}
    return {"county": first, "place__range": (area.lo, area.hi)}


def _own(figure: Figure, found: QuerySet[Activity]) -> QuerySet[Activity]:
    if isinstance(figure.measure, Count):
        return found.annotate(contribution=Value(1, output_field=IntegerField()))
    column = _column(figure)
    return found.filter(**{f"{column}__isnull": False}).annotate(contribution=F(column))


def _column(figure: Figure) -> str:
    if not isinstance(figure.measure, Sum):
        raise TypeError(f"{figure.key} sums no column")
    return figure.measure.column


def _condition(condition: Condition) -> Q:
    column, operator, value = condition
    return Q(**{f"{column}{LOOKUPS[operator]}": [value] if operator == "has" else value})


def _standing(figure: Figure, measure: Stock, area: Area, period: Period) -> QuerySet[Any]:
    one = Value(1, output_field=IntegerField())
    offices = Office.objects.open_on(period.end)
    if figure.source == "places.Office":
        return offices.within(area.lo, area.hi).filter(*map(_condition, figure.where)).annotate(contribution=one)
    found = Place.objects.filter(*map(_condition, figure.where), code__range=(area.lo, area.hi))
    if measure.station is not None:
        stations = offices.filter(
            kind=OfficeKind.STATION, place_id__gte=OuterRef("code"), place_id__lte=OuterRef("code") + 999
        )
        found = found.filter(Exists(stations) if measure.station else ~Exists(stations))
    return found.annotate(contribution=one)
