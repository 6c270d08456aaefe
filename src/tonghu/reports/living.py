"""A report's figures as they are now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from django.utils import timezone, translation

from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import breakdown_all, evaluate_all
from tonghu.figures.figure import By
from tonghu.figures.value import Value
from tonghu.kit.periods import Period
from tonghu.places.models import Office
from tonghu.reports.groups import group_labels
from tonghu.reports.rules import PAPER_LANGUAGE
from tonghu.reports.values import Row, Shown, printed

KNOWN = {key: figure.breakdowns for key, figure in ALL.items()}
"""Every figure that a section may name, with the breakdowns it offers."""


def figures_now(
    keys: Sequence[str], blocks: Collection[tuple[str, str]], *, office: Office, period: Period
) -> dict[str, Shown]:
    """Every figure's value, and the breakdowns that tables and charts show.

    Args:
        keys: figures of the catalogue; others are left out.
        blocks: ``(key, by)`` of each table and chart.
        office: whose place is counted with all below it.

    The number of statements does not grow with the number of figures, only with the kinds of breakdown.
    """
    area = Area.of(office)
    figures = [ALL[key] for key in keys if key in ALL]
    values = evaluate_all(figures, area=area, period=period)
    divided: dict[tuple[str, str], tuple[Row, ...]] = {}
    for by in sorted({by for _key, by in blocks}):
        wanted = [key for key, other in blocks if other == by and key in ALL]
        divided |= _divided(wanted, by, area, period)
    with translation.override(PAPER_LANGUAGE):
        return {
            key: _shown(value, {by: rows for (other, by), rows in divided.items() if other == key})
            for key, value in values.items()
        }


def _divided(keys: Sequence[str], by: str, area: Area, period: Period) -> dict[tuple[str, str], tuple[Row, ...]]:
    known: By = by  # type: ignore[assignment]  # the parser admits only what the figure offers
    found = breakdown_all([ALL[key] for key in keys], by=known, area=area, period=period)
    groups = {at for values in found.values() for at in values if values[at].records}
    every = _months_so_far(period) if by == "month" and groups else []
    with translation.override(PAPER_LANGUAGE):
        labels = group_labels(by, groups | set(every))
        return {
            (key, by): tuple(
                _row(label, values.get(at))
                for at, label in labels.items()
                if (at in values and values[at].records) or (at in every and _none_is_zero(key, values))
            )
            for key, values in found.items()
        }


def _months_so_far(period: Period) -> list[str]:
    """The months of the period that have begun: a month without records is 0 in a series, one to come is nothing."""
    return [f"{month:%Y-%m}" for month in period.months() if month <= timezone.localdate()]


def _none_is_zero(key: str, values: Mapping[str, Value]) -> bool:
    return not ALL[key].is_rate and any(value.records for value in values.values())


def _row(label: str, value: Value | None) -> Row:
    if value is None or not value.records:
        return Row(label, Decimal(0), "0")
    number = Decimal(value.value or 0)
    return Row(label, number, printed(number, "", value.records))


def _shown(value: Value, breakdowns: dict[str, tuple[Row, ...]]) -> Shown:
    figure = value.figure
    number = None if value.value is None else Decimal(value.value)
    unit = value.unit
    return Shown(
        key=figure.key,
        label=str(figure.label),
        unit=unit,
        definition=str(figure.definition),
        version=figure.version,
        value=number,
        before=Decimal(value.before) if value.before is not None and value.before_records else None,
        records=value.records,
        text=printed(number, unit, value.records),
        rate=figure.is_rate,
        breakdowns=breakdowns,
    )
