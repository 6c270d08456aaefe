"""Cases and contacts as an import would write them, past every form: the database alone keeps their slips."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from tonghu.cases.models import Case, Contact, Party
from tonghu.cases.rules.kinds import KIND_OF
from tonghu.people.models import Person
from tonghu.places.models import Office

BY = {"entered_by": 0, "entered_name": "测试"}


def a_case(office: Office, day: date, *, serial: int, matter: str = "custody", **facts) -> Case:
    """A case of an office; ``serial`` is its number within the year."""
    stated = {"channel": "visit", "title": "抚养", "kind": KIND_OF[matter], "people": 1, **facts}
    return Case.objects.create(
        office=office, place=office.place_id, numbered=office, year=day.year, serial=serial, day=day, matter=matter,
        token=uuid4(), **BY, **stated,
    )  # fmt: skip


def a_contact(office: Office, day: date, **facts) -> Contact:
    """A talk at an office."""
    stated = {"channel": "call", "talk": "advice", **facts}
    return Contact.objects.create(office=office, place=office.place_id, day=day, token=uuid4(), **BY, **stated)


def a_part(model, case: Case, **facts):
    """A part of a case, standing where it stands."""
    return model.objects.create(case=case, place=case.place, **BY, **facts)


def a_minor(case: Case, born: date | None, sex: int) -> Person:
    """A minor concerned in a case."""
    person = Person.objects.create(
        office_id=case.office_id, place=case.place, level=case.level, readers=case.readers, serves=False, born=born,
        sex=sex, token=uuid4(),
    )  # fmt: skip
    a_part(Party, case, person=person, roles=["minor"])
    return person
