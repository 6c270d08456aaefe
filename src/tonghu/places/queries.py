"""Offices as lists ask for them. All of them stay inside the actor's area."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from tonghu.kit.text import normal
from tonghu.places.acting import Acting

from .models import Contact, Office, Place
from .models.office import OfficeQuerySet
from .rules import Level, span


def offices(
    actor: Acting, *, place: Place | None = None, kind: str = "", q: str = "", closed: bool = False
) -> OfficeQuerySet:
    """Open offices of the actor's area, by place and number.

    Args:
        place: with all divisions below it; ``kind``: a value of ``OfficeKind``.
        q: part of a name, or the beginning of its pinyin or initials.
        closed: those that were closed as well.
    """
    found = Office.objects.visible_to(actor).select_related("place").order_by("place_id", "id")
    if not closed:
        found = found.open_on(timezone.localdate())
    if place is not None:
        found = found.within(*place.span)
    if kind:
        found = found.filter(kind=kind)
    return found.filter(named(q)) if normal(q) else found


def named(q: str) -> Q:
    """The condition that an office is called like ``q``: name, short name, pinyin, initials."""
    words = normal(q)
    typed = words.lower().replace(" ", "")
    return (
        Q(name__contains=words)
        | Q(short__contains=words)
        | Q(name_en__icontains=words)
        | Q(pinyin__startswith=typed)
        | Q(initials__startswith=typed)
    )


def after(found: OfficeQuerySet, key: str) -> OfficeQuerySet:
    """The offices that follow the one with the key ``place~id``; a key that is none changes nothing."""
    place, _tilde, pk = key.partition("~")
    if not (place.isdecimal() and pk.isdecimal() and len(place) <= 12 and len(pk) <= 18):
        return found
    return found.filter(Q(place_id__gt=int(place)) | Q(place_id=int(place), pk__gt=int(pk)))


def contacts_of(actor: Acting, office: Office) -> list[Contact]:
    """People to reach at an office; none where they are not open to the actor."""
    if not actor.may("places.contacts"):
        return []
    return list(Contact.objects.visible_to(actor).filter(office=office).order_by("-is_staff", "id"))


def above(actor: Acting, place: Place) -> list[Place]:
    """The divisions over a place, from the actor's own down."""
    codes = {span(place.code, level)[0] for level in Level.values if level < place.level}
    return list(Place.objects.visible_to(actor).filter(code__in=codes, level__lt=place.level).order_by("level"))
