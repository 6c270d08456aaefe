from datetime import UTC, date, datetime, time
from uuid import uuid4, uuid5

from django.db import models

from tests.factories.records import Records
from tonghu.cases.models import (
    Agreement,
    Assessment,
    Attachment,
    BreakGlass,
    Case,
    CaseSlip,
    Contact,
    ContactSlip,
    Document,
    EventSlip,
    ExportColumn,
    Filing,
    FollowUp,
    Goal,
    Incident,
    Letter,
    Party,
    Promise,
    ReceptionDay,
    Review,
    SafetyPlan,
    Service,
    Slot,
    Step,
    Track,
    TrackStep,
    Transfer,
)
from tonghu.files.models import Stored
from tonghu.people.models import Person

DAY = date(2026, 3, 8)
MOMENT = datetime(2026, 3, 8, 2, tzinfo=UTC)


def fill(records: Records) -> None:
    """A case with one of each of its parts, a contact, a reception day, what was filed on the public page."""
    case = _case(records)
    _people(records, case)
    _others(records, case)
    _care(records, case)
    _end(records, case)
    _reception(records)
    _filed(records, case)
    _slips(records, case)


def _entered(records: Records) -> dict[str, object]:
    return {"entered_by": records.by.pk, "entered_name": records.by.name}


def _case(records: Records) -> models.Model:
    mark, office = records.mark, records.office
    return records.add(
        Case, office=office, numbered=office, year=2026, serial=900 + records.number, day=DAY, channel="visit",
        title=f"{mark}纠纷", words=f"{mark}她说", matter="domestic_violence", kind="family", minor=True,
        situations=[4], noticed_on=DAY, officer=records.by.pk, officer_name=records.by.name, classed="appeal", way=6,
        state="handling", accepted_on=DAY, directed_to=f"{mark}法院", result=f"{mark}结果",
        state_number=f"{mark}号", token=uuid4(), **_entered(records),
    )  # fmt: skip


def _people(records: Records, case: models.Model) -> None:
    mark, office = records.mark, records.office
    person = Person(
        office=office, place=office.place_id, name=f"{mark}来访人", phone="13900003333", address=f"{mark}村1号",
        token=uuid4(),
    )  # fmt: skip
    person.save(using=records.using)
    records.made["served"] = person
    records.add(Party, case=case, person=person, roles=["petitioner"], relation=f"{mark}母亲", **_entered(records))
    records.add(Incident, case=case, day=DAY, words=f"{mark}经过", **_entered(records))
    records.add(Step, case=case, verb="note", day=DAY, words=f"{mark}记录", **_entered(records))


def _others(records: Records, case: models.Model) -> None:
    mark, office = records.mark, records.office
    letter = records.add(
        Letter, case=case, code=f"{mark}{records.number}", to_name=f"{mark}民政局", from_office=office,
        asks=f"{mark}请求", disclosed="{}", consent="given", consent_by=f"{mark}同意", state="sent", sent_on=DAY,
        answer=f"{mark}答复", **_entered(records),
    )  # fmt: skip
    records.add(
        Document, case=case, kind="letter", title=f"{mark}函", addressee=f"{mark}民政局", body=f"{mark}正文",
        letter=letter, **_entered(records),
    )  # fmt: skip
    records.add(
        Transfer, case=case, kind="transfer", from_office=office, to_office=office, case_number=str(case),
        matter=f"{mark}事项", why=f"{mark}原因", answer=f"{mark}答", **_entered(records),
    )  # fmt: skip
    photo = records["files_stored"]
    held = Stored(
        office=office, place=office.place_id, kind=photo.kind, sha256=photo.sha256, name="附件.jpg",
        media_type=photo.media_type, size=photo.size,
    )  # fmt: skip
    held.save(using=records.using)
    records.add(Attachment, case=case, file=held, name=f"{mark}照片", **_entered(records))
    records.add(
        BreakGlass, case=case, user=records.by.pk, user_name=records.by.name, user_office=office, why=f"{mark}紧急",
        until=MOMENT, ended_at=MOMENT, review=f"{mark}复核", **_entered(records),
    )  # fmt: skip


def _care(records: Records, case: models.Model) -> None:
    mark = records.mark
    records.add(
        Assessment, case=case, instrument="need", edition=1, day=DAY, score=3, danger=2, why=f"{mark}理由",
        needs=[f"{mark}需求"], **_entered(records),
    )  # fmt: skip
    goal = records.add(Goal, case=case, need=f"{mark}需求", words=f"{mark}目标", **_entered(records))
    records.add(
        Service, case=case, goal=goal, day=DAY, words=f"{mark}服务", given_by=f"{mark}社工", **_entered(records)
    )
    records.add(
        SafetyPlan, case=case, day=DAY, signs=f"{mark}征兆", steps=f"{mark}步骤", place_of_safety=f"{mark}去处",
        people_to_call=f"{mark}求助", **_entered(records),
    )  # fmt: skip
    agreement = records.add(
        Agreement, case=case, day=DAY, venue=f"{mark}会议室", present=f"{mark}到场", authority=f"{mark}单位",
        words=f"{mark}协议", **_entered(records),
    )  # fmt: skip
    records.add(Promise, case=case, agreement=agreement, words=f"{mark}约定", due=DAY, **_entered(records))
    track = records.add(
        Track, case=case, kind="protection_order", day=DAY, body=f"{mark}法院", stage="applied", **_entered(records)
    )
    records.add(TrackStep, case=case, track=track, step="applied", day=DAY, words=f"{mark}申请", **_entered(records))


def _end(records: Records, case: models.Model) -> None:
    mark = records.mark
    records.add(
        Review, case=case, kind="review", asked_on=DAY, by_office=records.office, words=f"{mark}意见",
        **_entered(records),
    )  # fmt: skip
    records.add(FollowUp, case=case, day=DAY, how="visit", words=f"{mark}回访", **_entered(records))


def _reception(records: Records) -> None:
    mark, office = records.mark, records.office
    day = records.add(
        ReceptionDay, office=office, day=DAY, begins=time(9), ends=time(11), venue=f"{mark}接访室",
        lawyer=records["people_person"], entered_name=records.by.name, token=uuid4(),
    )  # fmt: skip
    records.add(
        Slot, reception=day, at=time(9), who=f"{mark}预约人", phone="13900004444",
        entered_name=records.by.name, token=uuid4(),
    )  # fmt: skip
    column = ExportColumn(office=office, position=1, heading=f"{mark}列", field="number")
    column.save(using=records.using)
    records.made["cases_exportcolumn"] = column


def _filed(records: Records, case: models.Model) -> None:
    mark, office = records.mark, records.office
    filing = records.add(
        Filing, office=office, code_index=uuid4().hex, words=f"{mark}诉说", contact_name=f"{mark}群众",
        contact_phone="13900005555", where=f"{mark}地点", reporter_unit=f"{mark}学校", public_note=f"{mark}回复",
        token=uuid4(),
    )  # fmt: skip
    records.add(
        Contact, office=office, day=DAY, channel="call", words=f"{mark}咨询", answer=f"{mark}解答",
        caller=f"{mark}来电人", phone="13900006666", order_number=f"{mark}单", filing=filing, case=case,
        token=uuid5(filing.token, "contact"),
        **_entered(records),
    )  # fmt: skip


def _slips(records: Records, case: models.Model) -> None:
    """What the triggers made of them."""
    of_case = {"case_id": case.pk}
    slips = (
        (CaseSlip, of_case),
        (ContactSlip, {"contact_id": records["cases_contact"].pk}),
        (EventSlip, of_case),
    )
    for model, which in slips:
        found = model.objects.using(records.using).filter(**which).first()
        if found is not None:
            records.made[model._meta.db_table] = found
