"""Where and when: the two questions of every page of figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.figures.area import Area
from tonghu.kit.periods import Period
from tonghu.places.models import Place
from tonghu.places.rules import Level
from tonghu.web.base import ActorRequest

YEARS = 5
BELOW = {Level.PROVINCE: Level.CITY, Level.CITY: Level.COUNTY, Level.COUNTY: Level.TOWN, Level.TOWN: Level.VILLAGE}


@dataclass(frozen=True)
class Asked:
    """What a page of figures was asked for; ``form`` shows it."""

    area: Area
    level: Level
    period: Period
    form: AskedForm

    @property
    def label(self) -> str:
        return f"{self.area.label} · {self.period.label(get_language() or '')}"

    @property
    def query(self) -> str:
        """The same question for another page's address."""
        return f"area={self.area.code}&period={self.period.code}"

    @property
    def query_before(self) -> str:
        """The same a year before."""
        return f"area={self.area.code}&period={self.period.year_before().code}"


class PeriodField(forms.ChoiceField):
    """A period by its code, also one that is not among those offered."""

    def to_python(self, value: Any) -> Any:
        """The period; raises ValidationError with a sentence."""
        if value in self.empty_values:
            return None
        try:
            return Period.parse(str(value)).askable()
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def valid_value(self, value: Any) -> bool:
        return isinstance(value, Period)


class AskedForm(forms.Form):
    period = PeriodField(label=gettext_lazy("Period"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)


def asked(request: ActorRequest) -> Asked:
    """The area and period of a request, by default one's own and this half-year so far.

    Raises:
        Http404: the area is not inside one's own, or there is none of one's own.
    """
    form, today = AskedForm(request.GET), timezone.localdate()
    place, choices = _places(request.actor, request.GET.get("area", ""))
    form.fields["area"].choices = choices  # type: ignore[attr-defined]
    period = so_far(today)
    if form.is_valid() and form.cleaned_data["period"]:
        period = form.cleaned_data["period"]
    form.fields["period"].choices = periods(today, period)  # type: ignore[attr-defined]
    form.data = {"period": request.GET.get("period") or period.code, "area": str(place.code)}
    return Asked(Area.at(place), Level(place.level), period, form)


def so_far(today: date) -> Period:
    """This half-year up to today: it compares with the same days of last year."""
    return Period(date(today.year, 1 if today.month < 7 else 7, 1), today)


def periods(today: date, chosen: Period) -> list[tuple[str, str]]:
    """This half-year so far, the halves and years before it, and the one chosen."""
    language = get_language() or ""
    running = Period.half(today.year, 1 if today.month < 7 else 2)
    halves = [Period.half(year, half) for year in range(today.year, today.year - YEARS, -1) for half in (2, 1)]
    years = [Period.year(year) for year in range(today.year, today.year - YEARS, -1)]
    offered = {so_far(today): _("%(period)s so far") % {"period": running.label(language)}}
    offered |= {p: p.label(language) for p in (*halves, *years) if p.start <= today}
    offered.setdefault(chosen, chosen.label(language))
    return [(period.code, label) for period, label in offered.items()]


def _places(actor: Actor, wanted: str) -> tuple[Place, list[tuple[str, str]]]:
    if actor.office is None:
        raise Http404
    own = actor.office.place
    code = int(wanted) if wanted.isdecimal() and len(wanted) == 12 else own.code
    if wanted and wanted != str(code):
        raise Http404
    lo, hi = own.span
    chosen_or_below = Q(code=code) | Q(level=BELOW.get(Level(own.level)), code__range=(lo, hi))
    places = {p.code: p for p in Place.objects.filter(chosen_or_below, code__range=(lo, hi)).order_by("code")}
    if code != own.code and code not in places:
        raise Http404
    places = {own.code: own, **places}
    indent = {p.code: "" if p.code == own.code else "　" for p in places.values()}
    return places[code], [(str(p.code), f"{indent[p.code]}{p}") for p in places.values()]
