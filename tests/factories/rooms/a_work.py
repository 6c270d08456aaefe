from datetime import date

from tests.factories.records import Records
from tonghu.work.models import ClosedDay, Obligation


def fill(records: Records) -> None:
    """Something owed, late for years, and a day on which the office was closed."""
    mark, office = records.mark, records.office
    records.add(
        Obligation,
        office=office,
        kind="task",
        label=f"{mark}回访",
        subject_table="cases_case",
        subject_id=office.pk,
        subject_label=f"{mark}信访1号",
        since=date(2025, 1, 6),
        due=date(2025, 1, 7),
    )
    closed = ClosedDay(office=office, day=date(2026, 3, 9), why=f"{mark}搬迁")
    closed.save(using=records.using)
    records.made["work_closedday"] = closed
