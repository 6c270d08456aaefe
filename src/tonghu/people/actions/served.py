"""Correcting what is known of somebody whom a case is about, and who cares for a child."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.changes import save_changed
from tonghu.kit.text import normal, tidy
from tonghu.people.codes import Kinship
from tonghu.people.filling import identity_of, index_of
from tonghu.people.keys import write_keys
from tonghu.people.models import Child, Guardian, Person
from tonghu.people.rules import Sex
from tonghu.places.checks import check_name, check_phone

from .add import must_hold


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedDraft:
    """What is known of somebody; every part may be missing.

    Attributes:
        name, phone, identity, address: in clear; also: other names, separated by 、.
        born: day of birth; its year alone is known where ``born_year_only``.
        is_child: she has a child's file; school, carer: of that file.
    """

    name: str = ""
    also: str = ""
    sex: int = Sex.UNSTATED
    born: date | None = None
    born_year_only: bool = False
    phone: str = ""
    identity: str = ""
    address: str = ""
    unit: str = ""
    nation: str = ""
    is_child: bool = False
    school: str = ""
    carer: str = ""


def change_served(*, person: Person, draft: ServedDraft, by: Actor) -> Person:
    """Correct somebody's facts; she is found by the new ones at once, and no more by the old.

    Raises:
        PermissionDenied: not her task, or a person outside her scope.
        ValidationError: by field, what is wrong; nothing was changed.
    """
    by.must("cases.log")
    must_hold(by, person.place)
    with transaction.atomic():
        person = Person.objects.visible_to(by).served().select_for_update(of=("self",)).get(pk=person.pk)
        before = copy(person)
        fill_served(person, draft)
        save_changed(person, before=before)
        write_keys([person])
        _child(person, draft)
    return person


def tie_guardian(*, child: Person, person: Person, kinship: str, lives_with: bool, by: Actor) -> Guardian:
    """Note who is a child's guardian from now on.

    Raises:
        PermissionDenied: not her task. Person.DoesNotExist: one of them is not open to her.
        ValidationError: the same person, an unknown relation, or noted already.
    """
    by.must("cases.log")
    if kinship not in Kinship.values:
        raise ValidationError({"kinship": _("Choose the relation from the list.")})
    if child.pk == person.pk:
        raise ValidationError({"person": _("A child is not her own guardian.")})
    with transaction.atomic():
        child = Person.objects.visible_to(by).served().select_for_update(of=("self",)).get(pk=child.pk)
        person = Person.objects.visible_to(by).served().get(pk=person.pk)
        Child.objects.get_or_create(person=child, defaults={"place": child.place})
        try:
            with transaction.atomic():
                return Guardian.objects.create(
                    child=child,
                    person=person,
                    place=child.place,
                    kinship=kinship,
                    lives_with=lives_with,
                    since=timezone.localdate(),
                )
        except IntegrityError as error:
            raise ValidationError({"person": _("This guardian is noted already.")}) from error


def fill_served(person: Person, draft: ServedDraft) -> None:
    """Put a draft's values into a person, unsaved, with everything a search reads.

    Raises:
        ValidationError: by field, the first value that cannot be.
    """
    identity = identity_of(draft.identity)
    if draft.born and draft.born > timezone.localdate():
        raise ValidationError({"born": _("This day is still to come. Please check the date.")})
    if draft.sex not in Sex.values:
        raise ValidationError({"sex": _("Choose the sex from the list.")})
    person.name = check_name(draft.name) if normal(draft.name) else ""
    person.also, person.sex, person.nation = normal(draft.also), draft.sex, draft.nation
    person.born, person.born_year_only = draft.born, bool(draft.born and draft.born_year_only)
    person.phone, person.identity = check_phone(draft.phone), identity.number if identity else ""
    if identity:
        person.born, person.born_year_only = identity.born_on, False
        person.sex = person.sex if person.sex in (Sex.MALE, Sex.FEMALE) else identity.sex
    person.phone_index, person.identity_index = index_of("phone", person.phone), index_of("identity", person.identity)
    person.address, person.unit = tidy(draft.address), normal(draft.unit)
    person.spell()


def _child(person: Person, draft: ServedDraft) -> None:
    child = Child.objects.filter(person=person).first()
    if child is None and not (draft.is_child or draft.school or draft.carer):
        return
    child = child or Child(person=person, place=person.place)
    before = copy(child) if child.pk else None
    child.school, child.carer = tidy(draft.school), tidy(draft.carer)
    if before is None:
        child.save()
    else:
        save_changed(child, before=before)
