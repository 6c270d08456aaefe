from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from tonghu.access.actor import Actor
from tonghu.kit.text import normal
from tonghu.outreach.naming import person_called
from tonghu.people.models import Person
from tonghu.places.models import Office, Place
from tonghu.places.rules import LISTED_ONLY
from tonghu.web.base import ActorRequest, needs

MOST = 8
M = TypeVar("M", bound=Model)


@needs("outreach.view")
def suggest(request: ActorRequest, sort: str) -> HttpResponse:
    """Up to eight names that begin like, or contain, what is being typed."""
    typed = normal(request.GET.get("q", ""))[:40]
    names = _names(sort, typed, request.actor) if typed else []
    return render(request, "outreach/suggest.html", {"names": names})


def _names(sort: str, typed: str, by: Actor) -> list[str]:
    like = Q(name__contains=typed)
    if typed.isascii():
        folded = typed.lower().replace(" ", "")
        like |= Q(pinyin__startswith=folded) | Q(initials__startswith=folded)
    if sort == "people":
        people = Person.objects.visible_to(by).serving().filter(like, left_on=None).select_related("office")
        return [person_called(person) for person in people[:MOST]]
    if sort == "places":
        return [place.name for place in _inside(Place.objects.filter(like), "code", by)[:MOST]]
    offices = Office.objects.filter(like | Q(short__contains=typed), closed_on=None).exclude(kind__in=LISTED_ONLY)
    return [office.name for office in (_inside(offices, "place_id", by) if sort == "own-units" else offices)[:MOST]]


def _inside(found: QuerySet[M], column: str, by: Actor) -> QuerySet[M]:
    if by.scope.lo is not None:
        return found.filter(**{f"{column}__gte": by.scope.lo, f"{column}__lte": by.scope.hi})
    if not by.scope.counties:
        return found.none()
    first, last = min(by.scope.counties), max(by.scope.counties)
    return found.filter(**{f"{column}__gte": first * 1_000_000, f"{column}__lt": (last + 1) * 1_000_000})
