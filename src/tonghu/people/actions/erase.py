from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.text import tidy
from tonghu.people.models import Person
from tonghu.people.rules import Sex
from tonghu.trail import actions as trail

from .add import must_hold

ERASED = "（已删除）"
"""Stands for the name on the records of her work, which stay (个人信息保护法 Art 47)."""


def forget(*, person: Person, why: str, by: Actor) -> int:
    """Erase who a person was, here and in the trail; her work stays counted, the chain stays whole.

    Returns how many entries of the trail lost their personal values.

    Raises:
        PermissionDenied: not her task, or a person outside her scope.
        ValidationError: no reason, or somebody who still serves.
    """
    by.must("people.unmask")
    must_hold(by, person.place)
    if not tidy(why):
        raise ValidationError({"why": _("Say who asked for the erasure and why.")})
    with transaction.atomic():
        person = Person.objects.visible_to(by).select_for_update().get(pk=person.pk)
        if person.left_on is None:
            raise ValidationError(_("Only somebody who has left can be erased. Note first when she left."))
        person.name, person.sex = ERASED, Sex.UNSTATED
        person.phone = person.phone_index = person.identity = person.identity_index = ""
        person.unit = person.skills = ""
        person.save()
        return trail.forget(table="people_person", object_id=person.pk, why=tidy(why))
