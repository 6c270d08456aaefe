"""What people type is text and nothing else: in pages, sheets, documents and addresses."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from lxml import etree

from tests.access.test_matrix import said
from tests.factories.activities import activity, material
from tests.factories.people import person_draft
from tests.factories.world import Cast
from tonghu.kit.periods import Period
from tonghu.kit.scope import within
from tonghu.people.actions import add_person
from tonghu.places.actions import add_contact, change_office
from tonghu.places.drafts import ContactDraft, OfficeDraft
from tonghu.reports.actions import add_section, change_head, check_report, draft_report, sign_report
from tonghu.reports.rules import SectionKind

ClientOf = Callable[[str], Client]
EVIL = """"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{%x%}&lt;"""
CONTROL = "甲\x0b乙\x08丙\x1b丁\ufffe戊"
LIVE = re.compile(r"""<script>|<img src=x|"'>|>49<""")


@pytest.fixture
def typed(cast: Cast, actor: Callable[..., object]) -> dict[str, str]:
    """The attacker's words in every field of the house that people type into; the pages that show them."""
    by = actor("lin_he")
    with within(by.scope):
        person = add_person(draft=person_draft(cast.county.pk, name=EVIL[:60], unit=EVIL, skills=EVIL), by=by)
        add_contact(draft=ContactDraft(office_id=cast.station.pk, name=EVIL[:60], post=EVIL), by=by)
        change_office(
            office=cast.station,
            draft=OfficeDraft(
                place_id=cast.station.place_id, kind=cast.station.kind, name=EVIL, short=EVIL, address=EVIL,
                opened_on=cast.station.opened_on, parent_id=cast.station.parent_id,
            ),
            by=by,
        )  # fmt: skip
    made = activity(
        by, title=EVIL, venue=EVIL, note=EVIL, media=EVIL, lecturers=(person.pk,), coorganisers=(cast.station.pk,),
        handouts=((material(EVIL).pk, 10),),
    )  # fmt: skip
    with within(by.scope):
        report = draft_report(
            office=cast.county, period=Period(date(2026, 1, 1), date(2026, 6, 30)), by=by, token=uuid4(), addressee=""
        )
        words = """4 < 5 & "6" > '3' &lt;b&gt; &amp;"""
        change_head(report=report, title=words, addressee=words, by=by)
        add_section(report=report, heading=words, kind=SectionKind.WORK, body=words, by=by)
    return {
        "activity": f"/activities/{made.pk}/",
        "edit": f"/activities/{made.pk}/edit/",
        "list": "/activities/",
        "print": "/activities/print/",
        "sheet": "/activities/export/",
        "materials": "/activities/materials/",
        "person": f"/people/{person.pk}/",
        "people": "/people/",
        "people sheet": "/people/export/",
        "office": f"/network/offices/{cast.station.pk}/",
        "network": "/network/",
        "records": "/figures/outreach.activities/records/?period=2026",
        "report": f"/reports/{report.pk}/",
        "reports": "/reports/",
        "paper": f"/reports/{report.pk}/print/",
        "docx": f"/reports/{report.pk}/docx/",
        "panel": f"/reports/{report.pk}/figures/outreach.publicity/",
        "trail": f"/trail/outreach_activity/{made.pk}/",
        "home": "/",
        "found": "/search/?q=script",
        "echo": f"/search/?q={EVIL}",
        "names": "/activities/names/units/?q=script",
    }


def test_words_are_never_markup(typed: dict[str, str], client_of: ClientOf) -> None:
    client = client_of("lin_he")
    for name, path in typed.items():
        response = client.get(path)
        assert response.status_code == 200, (name, path, response.status_code)
        if "html" in response.headers["Content-Type"]:
            assert LIVE.findall(said(response)) == [], name


def test_words_are_never_fields_of_a_document_nor_formulas_of_a_sheet(
    typed: dict[str, str], client_of: ClientOf
) -> None:
    for name in ("docx", "sheet", "people sheet"):
        response = client_of("lin_he").get(typed[name])
        with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as packed:
            for part in packed.namelist():
                if part.endswith((".xml", ".rels")):
                    found = etree.fromstring(packed.read(part))
                    tags = {etree.QName(element).localname for element in found.iter() if isinstance(element.tag, str)}
                    assert not tags & {"script", "img", "f", "externalLink"}, (name, part)


def test_control_characters_break_no_list_and_no_document(
    cast: Cast, actor: Callable[..., object], client_of: ClientOf
) -> None:
    by, leader = actor("lin_he"), actor("gu_xin")
    made = activity(by, title=CONTROL, venue=CONTROL, note=CONTROL, media=CONTROL)
    with within(by.scope):
        report = draft_report(
            office=cast.county, period=Period(date(2026, 1, 1), date(2026, 6, 30)), by=by, token=uuid4(),
            addressee=CONTROL,
        )  # fmt: skip
        check_report(report=report, by=leader)
        sign_report(report=report, by=leader, despite="测试")
    client = client_of("lin_he")
    for path in (
        "/activities/", "/activities/export/", "/activities/print/", f"/activities/{made.pk}/",
        f"/reports/{report.pk}/", f"/reports/{report.pk}/docx/", f"/reports/{report.pk}/print/", "/reports/export/",
    ):  # fmt: skip
        response = client.get(path)
        assert response.status_code == 200, path
        assert said(response)


@pytest.mark.parametrize(
    "body",
    [
        "[[outreach.publicity|safe]]", "{{ 7*7 }}", "{% load static %}", "[[__class__]]", "[[report.office]]",
        "[[outreach.publicity.figure]]", "[[[[outreach.publicity]]]]", "[[ settings ]]", "<script>",
        "[[office.parent.name]]",
    ],
)  # fmt: skip
def test_a_report_holds_no_language(body: str, cast: Cast, actor: Callable[..., object], client_of: ClientOf) -> None:
    by, client = actor("lin_he"), client_of("lin_he")
    with within(by.scope):
        report = draft_report(
            office=cast.county, period=Period(date(2026, 1, 1), date(2026, 6, 30)), by=by, token=uuid4()
        )
        before = report.sections.count()
    facts = {"heading": "一", "kind": "work", "body": body, "seen_edit": "0"}
    assert client.post(f"/reports/{report.pk}/sections/add/", facts).status_code != 302
    assert client.post(f"/reports/{report.pk}/head/", {"title": body, "addressee": ""}).status_code != 302
    with within(by.scope):
        assert report.sections.count() == before
