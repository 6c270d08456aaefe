"""A figure divided: by place, month, kind, with the names of the parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from tonghu.figures.area import Area
from tonghu.figures.evaluate import breakdown_all
from tonghu.figures.figure import By, Figure, Text
from tonghu.figures.labels import LABELS
from tonghu.figures.value import Value
from tonghu.kit.periods import Period
from tonghu.kit.scope import COUNTY, TOWN
from tonghu.outreach.models import Material
from tonghu.places.models import Place
from tonghu.places.rules import Level

BY_LABELS: dict[By, Text] = {
    "county": pgettext_lazy("breakdown", "County"),
    "town": pgettext_lazy("breakdown", "Township"),
    "month": pgettext_lazy("breakdown", "Month"),
    "kind": pgettext_lazy("breakdown", "Kind"),
    "material": pgettext_lazy("breakdown", "Material"),
    "office_kind": pgettext_lazy("breakdown", "Kind"),
    "case_kind": pgettext_lazy("breakdown", "Kind"),
    "matter": pgettext_lazy("breakdown", "Leading kind"),
    "channel": pgettext_lazy("breakdown", "Channel"),
    "talk": pgettext_lazy("breakdown", "What it was"),
    "outcome": pgettext_lazy("breakdown", "Outcome"),
    "sex": pgettext_lazy("breakdown", "Sex"),
    "age": pgettext_lazy("breakdown", "Age"),
    "agency": pgettext_lazy("breakdown", "Body"),
    "track": pgettext_lazy("breakdown", "Track"),
    "visit": pgettext_lazy("breakdown", "Occasion"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a figure: its code, its name, its value with that of a year before.

    ``code`` is a 12-digit place, a month as 2026-03, or the code of a kind. ``is_below`` tells a
    division below the area from the area's own offices and from what is no place.
    """

    code: str
    label: str
    value: Value
    is_below: bool = False


def breakdown(figure: Figure, *, by: By, area: Area, period: Period) -> list[Part]:
    """The parts of a figure, in their own order: places by code, months by time, kinds as they are listed.

    Places and months without records are shown with 0. The parts of a figure that counts different
    units or kinds do not add up to it: one unit may be in several parts.

    Raises:
        ValueError: the figure is not divided so.
    """
    if by not in figure.breakdowns:
        raise ValueError(f"{figure.key} is not divided by {by}")
    found = breakdown_all([figure], by=by, area=area, period=period)[figure.key]
    none = 0 if figure.is_zero else None
    return [
        Part(
            code,
            label,
            found.get(at) or Value(figure, none, 0, none, 0),
            is_below=by in ("county", "town") and code != str(area.code),
        )
        for at, code, label in _NAMES[by](set(found), area, period)
    ]


Named = list[tuple[str, str, str]]


def _places(level: Level, divisor: int) -> Callable[[set[str], Area, Period], Named]:
    def named(found: set[str], area: Area, period: Period) -> Named:
        codes = [int(at) * divisor for at in found]
        places = Place.objects.filter(Q(code__in=codes) | Q(level=level, code__range=(area.lo, area.hi)))
        return [
            (str(p.code // divisor), str(p.code), str(p) if p.level == level else _("%(place)s itself") % {"place": p})
            for p in places.order_by("code")
        ]

    return named


def _months(found: set[str], area: Area, period: Period) -> Named:
    return [(code, code, code) for code in (f"{month:%Y-%m}" for month in period.months())]


def _choices(known: Mapping[str, Text]) -> Callable[[set[str], Area, Period], Named]:
    """Kinds in their own order; one that has no name any more stands last, by its code."""

    def named(found: set[str], area: Area, period: Period) -> Named:
        codes = [code for code in known if code in found] + sorted(found - known.keys())
        return [(code, code, str(known.get(code, code))) for code in codes]

    return named


def _materials(found: set[str], area: Area, period: Period) -> Named:
    materials = Material.objects.filter(pk__in=[int(at) for at in found])
    return [(str(m.pk), str(m.pk), str(m)) for m in materials]


_NAMES: dict[By, Callable[[set[str], Area, Period], Named]] = {
    "county": _places(Level.COUNTY, COUNTY),
    "town": _places(Level.TOWN, TOWN),
    "month": _months,
    "material": _materials,
    **{by: _choices(labels) for by, labels in LABELS.items()},
}
