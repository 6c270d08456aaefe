"""The people of cases: each stands under the confidentiality of the cases she is in, and of no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.drafts import PartyDraft
from tonghu.cases.models import Case, Party
from tonghu.cases.rules.kinds import Role
from tonghu.people.actions import fill_served
from tonghu.people.keys import write_keys
from tonghu.people.models import Child, Guardian, MatchKey, Person
from tonghu.places.models import Office


@dataclass(frozen=True)
class Guard:
    """Who may see something of a case: the columns of its wall."""

    office: Office
    level: int
    readers: tuple[int, ...]

    @classmethod
    def of(cls, case: Case) -> Self:
        return cls(case.office, case.level, tuple(sorted(case.readers)) if case.level else ())

    def fits(self, person: Person) -> bool:
        """Whether a person is seen by exactly those who see the case."""
        if person.place != self.office.place_id:
            return False
        if not self.level:
            return not person.level
        same = (person.level, tuple(sorted(person.readers))) == (self.level, self.readers)
        return same and person.office_id == self.office.pk


def fitting(wanted: Sequence[tuple[Guard, PartyDraft]], *, by: Actor) -> list[Person]:
    """The persons of some drafts, in their order: new ones written, known ones as they are where they are seen by
    the same people as the case, else a copy for this case, so that neither case shows who is in the other.

    Raises:
        PermissionDenied: a person is not open to her. ValidationError: something about one is wrong.
    """
    known = _known([draft.person_id for _guard, draft in wanted if draft.person_id is not None], by)
    fresh = [(guard, draft) for guard, draft in wanted if draft.person_id is None]
    written = iter(_written(fresh, by))
    found = []
    for guard, draft in wanted:
        if draft.person_id is None:
            found.append(next(written))
        else:
            person = known[draft.person_id]
            found.append(person if guard.fits(person) else copied(person, guard))
    return found


def guard_alone(parties: Sequence[Party], guard: Guard, *, by: Actor) -> None:
    """Set the confidentiality of the people of one case and of who is guardian to them; who stands in another case
    too is copied for this one."""
    persons = {party.person_id for party in parties}
    case = parties[0].case_id if parties else 0
    shared = set(Party.objects.filter(person__in=persons).exclude(case=case).values_list("person_id", flat=True))
    for party in parties:
        if guard.fits(party.person):
            continue
        if party.person_id in shared:
            party.person = copied(party.person, guard)
            party.save(update_fields=["person"])
        else:
            _set(party.person, guard)
    _guard_guardians({party.person_id for party in parties}, guard)


def _guard_guardians(persons: set[int], guard: Guard) -> None:
    ties = Guardian.objects.filter(child__in=persons, until=None).exclude(person__in=persons)
    for tie in ties.select_related("person"):
        person = tie.person
        if guard.fits(person):
            continue
        elsewhere = Party.objects.filter(person=person).exists()
        if elsewhere or Guardian.objects.filter(person=person).exclude(child__in=persons).exists():
            tie.person = copied(person, guard)
            tie.save(update_fields=["person"])
        else:
            _set(person, guard)


def _set(person: Person, guard: Guard) -> None:
    person.level, person.readers, person.office = guard.level, list(guard.readers), guard.office
    person.place = guard.office.place_id
    person.save(update_fields=["level", "readers", "office", "place"])
    MatchKey.objects.filter(person=person).update(place=person.place)


def _known(ids: Sequence[int], by: Actor) -> dict[int, Person]:
    found = Person.objects.visible_to(by).served().in_bulk(set(ids)) if ids else {}
    if set(ids) - set(found):
        raise PermissionDenied(_("This person is not open to you."))
    return found


def _written(fresh: Sequence[tuple[Guard, PartyDraft]], by: Actor) -> list[Person]:
    made = []
    for guard, draft in fresh:
        try:
            made.append(_person(guard, draft))
        except ValidationError as error:
            raise ValidationError({"persons": error.messages}) from error
    Person.objects.bulk_create(made, batch_size=500)
    Child.objects.bulk_create(
        Child(person=person, place=person.place)
        for person, (_guard, draft) in zip(made, fresh, strict=True)
        if Role.MINOR in draft.roles
    )
    write_keys(made)
    return made


def _person(guard: Guard, draft: PartyDraft) -> Person:
    person = Person(
        office=guard.office, place=guard.office.place_id, level=guard.level, readers=list(guard.readers),
        token=draft.token,
    )  # fmt: skip
    fill_served(person, draft)
    return person


def copied(person: Person, guard: Guard) -> Person:
    """A row of her own for one case: who may see the one case need not know of the other."""
    twin = Person.objects.get(pk=person.pk)
    _anew(twin)
    twin.token, twin.level, twin.readers = uuid4(), guard.level, list(guard.readers)
    twin.office, twin.place = guard.office, guard.office.place_id
    twin.save()
    for child in Child.objects.filter(person=person.pk):
        _anew(child)
        child.person, child.place = twin, twin.place
        child.save()
    keys = [
        MatchKey(person=twin, place=twin.place, sort=k.sort, key=k.key)
        for k in MatchKey.objects.filter(person=person.pk)
    ]
    MatchKey.objects.bulk_create(keys)
    return twin


def _anew(row: Person | Child) -> None:
    row.pk = None
    row._state.adding = True
