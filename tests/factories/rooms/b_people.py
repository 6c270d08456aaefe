from datetime import UTC, date, datetime
from uuid import uuid4

from tests.factories.records import Records
from tonghu.people.models import Child, Guardian, MatchKey, Person, Sighting


def fill(records: Records) -> None:
    """A child whom a case will be about, her mother, a key she is found by, and who asked for her elsewhere."""
    office, mark = records.office, records.mark
    child, mother = (
        Person(office=office, place=office.place_id, name=f"{mark}{who}", token=uuid4()) for who in ("孩子", "母亲")
    )
    for one in (child, mother):
        one.save(using=records.using)
    records.add(Child, person=child, school=f"{mark}小学", carer=f"{mark}奶奶")
    records.add(Guardian, child=child, person=mother, kinship="mother", since=date(2020, 1, 1))
    records.add(MatchKey, person=child, sort="phone", key=f"{records.number:064d}")
    records.add(
        Sighting, person=child, user_id=records.by.pk, user_name=f"{mark}打听人", office=office,
        at=datetime(2026, 3, 8, 2, tzinfo=UTC), day=date(2026, 3, 8),
    )  # fmt: skip
