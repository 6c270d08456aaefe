"""What of a case may be disclosed: its fields and those of the people in it, with the values a letter would carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone, translation

from tonghu.access.actor import Actor
from tonghu.access.models import Grant
from tonghu.access.rules import Role as Duty
from tonghu.cases.models import Case, Incident, Party
from tonghu.cases.rules.disclosing import OF_CASE, OF_PERSON, Offered, Who, same_unit
from tonghu.cases.rules.kinds import Matter, Role
from tonghu.cases.rules.ways import Danger, Situation
from tonghu.kit.crypto import mask_address, mask_id, mask_phone
from tonghu.people.models import Person
from tonghu.people.rules import Sex
from tonghu.places.models import Office
from tonghu.places.rules import Level, span

PAPER_LANGUAGE = "zh-hans"
"""What goes out is written in Chinese, whoever writes it."""

ALSO = re.compile(r"[、,，;；/\s]+")
"""Between further names of a person."""

MASKS = {"phone": mask_phone, "identity": mask_id, "address": mask_address}


def parties_of(case: Case, by: Actor) -> list[Party]:
    """The people of a case with what is known of them, in one query."""
    return list(Party.objects.visible_to(by).filter(case=case).select_related("person__child").order_by("id"))


def whom(parties: Sequence[Party]) -> dict[int, Who]:
    """The parties as consent sees them, by id."""
    today = timezone.localdate()
    return {one.pk: Who(frozenset(one.roles), _is_minor(one, today)) for one in parties}


def offered(case: Case, parties: Sequence[Party], by: Actor) -> list[Offered]:
    """Every field that has a value and may be chosen, the case's own first, then person by person."""
    with translation.override(PAPER_LANGUAGE):
        found = [*_of_case(case, by)]
        for number, party in enumerate(parties, 1):
            found += _of_person(party, number)
    return found


def masked(one: Offered) -> str:
    """The value as it is shown while fields are chosen."""
    mask = MASKS.get(one.key.rpartition(".")[2]) if one.masked else None
    return mask(one.value) if mask else one.value


def complained_of(parties: Sequence[Party]) -> list[str]:
    """Names under which an addressee would be the unit or person complained of (信访工作条例 Art 30)."""
    people = [one.person for one in parties if Role.COMPLAINED_OF in one.roles]
    names = [(person.name, person.unit, *ALSO.split(person.also)) for person in people]
    return [name for several in names for name in several if name.strip()]


def called(name: str, place: int) -> list[str]:
    """Every name of the offices around a place (12-digit code) that are known by this one: 县公安局 is 青溪县公安局."""
    spans = {span(place, level)[0] for level in Level.values}
    known = Office.objects.filter(place_id__in=spans).values_list("name", "short", "name_en")
    return [one for names in known if same_unit(name, names) for one in names if one]


def names_of(office: Office) -> list[str]:
    """Every name by which a letter to an office would reach it: its own, and those who answer for it."""
    staff = Grant.objects.current().filter(office=office, role=Duty.AGENCY).values_list("user__name", flat=True)
    return [office.name, office.short, office.name_en, *staff]


def _is_minor(party: Party, today: date) -> bool:
    known = party.person.is_minor(today)
    return Role.MINOR in party.roles if known is None else known


def _of_case(case: Case, by: Actor) -> Iterator[Offered]:
    kinds = dict(Matter.choices)
    incidents = Incident.objects.visible_to(by).filter(case=case).order_by("day", "id")
    values = {
        "matter": "、".join(str(kinds[one]) for one in case.kinds),
        "day": case.day.isoformat(),
        "title": case.title,
        "noticed": case.noticed_on.isoformat() if case.noticed_on else "",
        "danger": str(Danger(case.danger).label) if case.danger else "",
        "situations": "\n".join(str(Situation(one).label) for one in case.situations),
        "words": case.words,
        "incidents": "\n".join(f"{one.day.isoformat()} {one.words}".strip() for one in incidents),
    }
    for key, item in OF_CASE.items():
        if values[key]:
            yield Offered(
                f"case.{key}", str(item.label), None, translation.gettext("The matter"), values[key], item.personal
            )


def _of_person(party: Party, number: int) -> Iterator[Offered]:
    person = party.person
    heading = f"{number} {party}"
    values = _values(person) | {"relation": party.relation}
    for key, item in OF_PERSON.items():
        if values.get(key):
            yield Offered(
                f"{party.pk}.{key}", str(item.label), party.pk, heading, values[key], item.personal, item.masked
            )


def _values(person: Person) -> dict[str, str]:
    age = person.age
    child = getattr(person, "child", None)
    return {
        "name": person.name,
        "sex": str(Sex(person.sex).label) if person.sex != Sex.UNSTATED else "",
        "age": "" if age is None else str(age),
        "born": "" if person.born is None or person.born_year_only else person.born.isoformat(),
        "phone": person.phone,
        "identity": person.identity,
        "address": person.address,
        "school": child.school if child else "",
        "unit": person.unit,
    }
