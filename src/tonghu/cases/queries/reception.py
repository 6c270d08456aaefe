"""The roster of lawyer reception days, by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.cases.models import ReceptionDay, Slot
from tonghu.people.models import Person, Service
from tonghu.people.rules import ServiceRole


def roster(by: Actor, first: date, last: date) -> QuerySet[ReceptionDay]:
    """Reception days from ``first`` to ``last``, the earliest first, with how many booked, walked in and came."""
    return (
        ReceptionDay.objects.visible_to(by)
        .filter(day__gte=first, day__lte=last)
        .select_related("office", "lawyer", "stands_in")
        .annotate(
            booked=Count("slots", filter=Q(slots__walk_in=False)),
            walked_in=Count("slots", filter=Q(slots__walk_in=True)),
            came=Count("slots", filter=Q(slots__came=True)),
        )
        .order_by("day", "begins", "id")
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """What a span of reception days came to: consultations held, persons, minors who came, petitions opened."""

    days: int
    consultations: int
    people: int
    minors: int
    petitions: int


def counts(by: Actor, first: date, last: date) -> Counts:
    """The sums of a span; a petition counts where the actor may see its case."""
    held = Slot.objects.visible_to(by).filter(reception__day__gte=first, reception__day__lte=last, came=True)
    found = held.aggregate(
        n=Count("id", distinct=True),
        people=Sum("people"),
        minors=Sum("minors_present"),
        petitions=Count("id", filter=by.scope.guarded("contact__case__")),
        days=Count("reception", distinct=True),
    )
    return Counts(found["days"], found["n"], found["people"] or 0, found["minors"] or 0, found["petitions"])


def consultations(reception: ReceptionDay, by: Actor) -> QuerySet[Slot]:
    """The consultations of a day by hour."""
    return Slot.objects.visible_to(by).filter(reception=reception).order_by("at", "id")


def lawyers(by: Actor) -> QuerySet[Person]:
    """People who serve as lawyers today in the actor's area."""
    today = timezone.localdate()
    serving = Service.objects.filter(Q(until=None) | Q(until__gt=today), person=OuterRef("pk"), role=ServiceRole.LAWYER)
    return (
        Person.objects.visible_to(by)
        .filter(Exists(serving), serves=True, left_on=None)
        .select_related("office")
        .order_by("pinyin", "id")
    )
