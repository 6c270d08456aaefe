"""Reading is an act too: what is opened and unmasked stands in the trail."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.text import tidy
from tonghu.people.models import Person
from tonghu.trail.actions import note
from tonghu.trail.models import Verb

from .add import must_hold

MASKED = ("phone", "identity", "address")


def open_person(*, person: Person, by: Actor) -> None:
    """Note that a person's file was opened (个人信息保护法 Art 51). Raises PermissionDenied."""
    by.must("people.view" if person.serves else "cases.view")
    must_hold(by, person.place)
    with transaction.atomic():
        note(Verb.OPEN, table="people_person", object_id=person.pk, place=person.place)


def unmask(*, person: Person, field: str, why: str, by: Actor) -> str:
    """A phone, identity number or address in clear, with the reason in the trail; the name never stands there.

    Raises:
        PermissionDenied: not her task, or a person outside her scope.
        ValidationError: no reason was given.
        KeyError: ``field`` is none of ``MASKED``.
    """
    by.must("people.unmask" if person.serves else "cases.unmask")
    must_hold(by, person.place)
    if field not in MASKED:
        raise KeyError(field)
    if not tidy(why):
        raise ValidationError({"why": _("Say in a few words what the number is needed for.")})
    with transaction.atomic():
        note(
            Verb.UNMASK,
            table="people_person",
            object_id=person.pk,
            place=person.place,
            detail={"field": field},
            why=tidy(why),
        )
    return str(getattr(person, field))
