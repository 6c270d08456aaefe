"""People as lists and forms ask for them. All of them stay inside the actor's scope."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.kit.text import normal
from tonghu.places.models import Office

from .filling import index_of
from .keys import Told, keys_of
from .models import MatchKey, Person, Service
from .rules import KeySort

SORTS = ("new", "name")


def people(
    actor: Actor, *, q: str = "", role: str = "", office: int | None = None, left: bool = False, sort: str = "new"
) -> QuerySet[Person]:
    """People who serve, newest first or by name.

    Args:
        q: part of a name or workplace, the beginning of pinyin or initials, a whole phone or identity number.
        role: a value of ``ServiceRole`` that they serve as today; ``office``: id of their office.
        left: those who have left, instead of those who serve.
    """
    found = Person.objects.visible_to(actor).serving().filter(left_on__isnull=not left)
    if role:
        today = timezone.localdate()
        serving = Service.objects.filter(Q(until=None) | Q(until__gt=today), person=OuterRef("pk"), role=role)
        ever = Service.objects.filter(person=OuterRef("pk"), role=role)
        found = found.filter(Exists(ever if left else serving))
    if office:
        found = found.filter(office=office)
    if normal(q):
        found = found.filter(_called(normal(q)))
    return found.order_by("pinyin", "id") if sort == "name" else found.order_by("-id")


def after(found: QuerySet[Person], key: str, *, sort: str) -> QuerySet[Person]:
    """What follows the person with the key of :func:`key_of`; a key that is none changes nothing."""
    pinyin, _tilde, pk = key.rpartition("~")
    if not pk.isdecimal() or len(pk) > 18:
        return found
    if sort == "name":
        return found.filter(Q(pinyin__gt=pinyin) | Q(pinyin=pinyin, pk__gt=int(pk)))
    return found.filter(pk__lt=int(pk))


def key_of(person: Person, *, sort: str) -> str:
    """Where the next page begins after this person."""
    return f"{person.pinyin}~{person.pk}" if sort == "name" else f"~{person.pk}"


def alike(actor: Actor, *, phone: str, identity: str, but: int | None = None) -> list[Person]:
    """People of the actor's own scope with the same phone or identity number; of others nothing is said."""
    indexes = {"phone_index": index_of("phone", phone), "identity_index": index_of("identity", identity)}
    wanted = Q()
    for name, index in indexes.items():
        if index:
            wanted |= Q(**{name: index})
    if not wanted:
        return []
    return list(Person.objects.visible_to(actor).serving().filter(wanted).exclude(pk=but or 0).order_by("id")[:5])


def offices_of(actor: Actor) -> QuerySet[Office]:
    """Offices that have people the actor may see."""
    there = Person.objects.visible_to(actor).serving().filter(office=OuterRef("pk"))
    return Office.objects.visible_to(actor).filter(Exists(there)).order_by("place_id", "id")


def _called(q: str) -> Q:
    typed = q.lower().replace(" ", "")
    found = Q(name__contains=q) | Q(unit__contains=q) | Q(pinyin__startswith=typed) | Q(initials__startswith=typed)
    if sum(character.isdigit() for character in q) >= 5:
        found |= Q(phone_index=index_of("phone", q)) | Q(identity_index=index_of("identity", q))
    return found


def served(actor: Actor, *, q: str = "") -> QuerySet[Person]:
    """People of cases that are open to the actor, the latest first.

    Args:
        q: a name or its beginning in pinyin or initials, a whole phone, identity number or address.
    """
    found = Person.objects.visible_to(actor).served()
    text = normal(q)
    if not text:
        return found.order_by("-id")
    typed = text.lower().replace(" ", "")
    wanted = Q(name=text) | Q(pinyin__startswith=typed) | Q(initials=typed)
    if any(character.isdigit() for character in text):
        keys = [key for _sort, key in keys_of(Told(phone=text, identity=text, address=text))]
        wanted |= Q(pk__in=MatchKey.objects.visible_to(actor).filter(key__in=keys).values("person_id"))
    elif not text.isascii():
        keys = [key for sort, key in keys_of(Told(name=text)) if sort == KeySort.NAME]
        wanted |= Q(pk__in=MatchKey.objects.visible_to(actor).filter(key__in=keys).values("person_id"))
    return found.filter(wanted).order_by("-id")
