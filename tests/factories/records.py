"""One record of every walled table at one office, each with a mark in every text a page could show."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib import import_module
from pkgutil import iter_modules
from uuid import uuid4

from django.db import models

from tests.factories import rooms
from tonghu.accounts.models import User
from tonghu.files.models import Pending, Stored
from tonghu.files.storage import write
from tonghu.intake.models import Batch, Row
from tonghu.outreach.models import Activity, Attachment, Audience, CoOrganiser, Handout, Lecturer, Material
from tonghu.people.models import Person, Service
from tonghu.places.models import Contact, Duty, Office
from tonghu.reports.models import FrozenFigure, FrozenRecord, Report, Section, Template, TemplateSection

DAY = date(2026, 3, 8)


@dataclass
class Records:
    """What ``fill`` wrote, by table; ``mark`` stands in every name, title, venue and text of it."""

    office: Office
    mark: str
    number: int
    by: User
    using: str
    made: dict[str, models.Model] = field(default_factory=dict)

    def add(self, model: type[models.Model], **values: object) -> models.Model:
        if any(f.name == "place" and isinstance(f, models.BigIntegerField) for f in model._meta.concrete_fields):
            values["place"] = self.office.place_id
        made = model(**values)
        made.save(using=self.using)
        self.made[model._meta.db_table] = made
        return made

    def __getitem__(self, table: str) -> models.Model:
        return self.made[table]


def fill(office: Office, *, by: User, mark: str, number: int = 11, using: str = "default") -> Records:
    """Write one of everything, directly: the walls are what is tested, not the actions.

    Arguments: ``office``, whose records they become; ``by``, who entered them; ``mark``, a text that
    nothing else contains; ``number``, an audience that nothing else has; ``using``, a connection inside
    the office's scope, or the owner's.
    """
    office = Office.objects.using(using).get(pk=office.pk)
    records = Records(office, mark, number, by, using)
    records.add(Contact, office=office, name=f"{mark}联系人", post="干事", phone="13900001111")
    records.add(Duty, office=office, text="接待来访")
    person = records.add(
        Person, serves=True, office=office, name=f"{mark}讲师", phone="13900002222", unit=f"{mark}单位", token=uuid4()
    )
    records.add(Service, person=person, role="lecturer")
    stored = records.add(
        Stored,
        office=office,
        kind="photo",
        sha256=_kept(office, mark),
        name=f"{mark}.jpg",
        media_type="image/jpeg",
        size=9,
    )
    records.add(Pending, token=uuid4(), file=stored, by=by.pk)
    _activity(records, person, stored)
    sheet = Stored(office=office, place=office.place_id, kind="sheet", sha256="1" * 64, name=f"{mark}.xlsx", size=9)
    sheet.save(using=using)
    batch = records.add(
        Batch,
        office=office,
        kind="outreach.activities",
        file=sheet,
        sha256="1" * 64,
        headings={"A": "日期", "B": "名称", "C": "地点", "D": "种类"},
        uploaded_by=by.pk,
    )
    cells = {"A": "2026-3-8", "B": f"{mark}行", "C": f"{mark}礼堂", "D": "讲座"}
    wrong = [{"column": "A", "heading": "日期", "read": "明天", "sentence": f"{mark}还没有到"}]
    records.add(Row, batch=batch, number=3, cells=cells | {"A": "明天"}, errors=wrong, state="bad")
    records.add(Row, batch=batch, number=2, cells={"title": f"{mark}行"}, state="good")
    _report(records)
    for room in iter_modules(rooms.__path__):
        import_module(f"{rooms.__name__}.{room.name}").fill(records)
    return records


def _kept(office: Office, mark: str) -> str:
    """Write a file's content where the desk looks for it; its hash."""
    content = mark.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    write(office.place_id, sha256, content)
    return sha256


def _activity(records: Records, person: models.Model, stored: models.Model) -> None:
    mark, office, by = records.mark, records.office, records.by
    material, _ = Material.objects.using(records.using).get_or_create(name="未成年人保护法宣传册")
    records.made["outreach_material"] = material
    activity = records.add(
        Activity,
        office=office,
        day=DAY,
        kind="campaign",
        title=f"{mark}宣传日",
        venue=f"{mark}广场",
        note=f"{mark}经过",
        consulted=3 * records.number,
        audience=records.number,
        copies=7 * records.number,
        entered_by=by.pk,
        entered_name=by.name,
        token=uuid4(),
    )
    records.add(Handout, activity=activity, material=material, copies=7 * records.number)
    records.add(Audience, activity=activity, sort="parents", people=records.number)
    records.add(CoOrganiser, activity=activity, office=office)
    records.add(Lecturer, activity=activity, person=person)
    records.add(Attachment, activity=activity, file=stored)


def _report(records: Records) -> None:
    mark, office, by = records.mark, records.office, records.by
    template = records.add(Template, office=office, name=f"{mark}模板", title=f"{mark}[[period]]总结")
    records.add(TemplateSection, template=template, position=1, heading=f"{mark}一", body="[[outreach.publicity]]场")
    report = records.add(
        Report,
        office=office,
        template=template,
        title=f"{mark}总结",
        start=date(2026, 1, 1),
        end=date(2026, 6, 30),
        drafted_by=by.pk,
        drafted_name=by.name,
        token=uuid4(),
    )
    records.add(Section, report=report, position=1, heading=f"{mark}一", body="开展[[outreach.publicity]]场。")
    _signed(records)


def _signed(records: Records) -> None:
    mark, office, by = records.mark, records.office, records.by
    signed = Report(
        office=office,
        place=office.place_id,
        title=f"{mark}上年总结",
        start=date(2025, 1, 1),
        end=date(2025, 12, 31),
        drafted_by=by.pk,
        drafted_name=by.name,
        token=uuid4(),
    )
    signed.save(using=records.using)
    figure = records.add(
        FrozenFigure,
        report=signed,
        key="outreach.publicity",
        label="法制宣传活动",
        unit="场",
        definition="",
        definition_version=1,
        value=1,
        text="1",
        hash="0",
    )
    records.add(
        FrozenRecord,
        figure=figure,
        source="outreach_activity",
        object_id=records["outreach_activity"].pk,
        n=1,
        label=f"{mark}宣传日",
    )
    Report.objects.using(records.using).filter(pk=signed.pk).update(
        state="signed", signed_at=datetime(2026, 1, 9, tzinfo=UTC), signed_name=by.name, signed_hash="0", trail_head="0"
    )
    records.made["signed"] = signed
