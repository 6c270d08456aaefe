"""Charts of a figure: the same specification on the page, in print and in a document."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tonghu.figures.area import Area
from tonghu.figures.breakdown import BY_LABELS, Part
from tonghu.figures.figure import By, Figure
from tonghu.figures.value import Number
from tonghu.kit.charts import Bar, Line, Spec, bars, lines
from tonghu.kit.periods import Period


def chart(figure: Figure, parts: Sequence[Part], *, by: By, area: Area, period: Period) -> Spec:
    """Lines over months with the year before beside them, bars over everything else.

    Args:
        parts: what ``breakdown`` gave for the same figure, division, area and period.
    """
    label = _("%(figure)s (%(unit)s), %(area)s, %(period)s, by %(by)s") % {
        "figure": figure.label,
        "unit": figure.unit,
        "area": area.label,
        "period": period.label(get_language() or ""),
        "by": str(BY_LABELS[by]).lower(),
    }
    if by != "month":
        return bars([Bar(part.label, _plain(part.value.value)) for part in parts], description=label)
    series = [Line(_("this period"), [_plain(part.value.value) for part in parts])]
    if any(part.value.before_records for part in parts):
        series.append(Line(_("a year before"), [_plain(part.value.before) for part in parts]))
    return lines([part.label for part in parts], series, description=label)


def _plain(number: Number) -> float | None:
    return None if number is None else float(number)
