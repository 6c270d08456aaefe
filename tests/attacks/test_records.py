"""Forms, sheets, photos and the trail, with ids and names of another county in them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from PIL import Image

from tests.access.test_matrix import said
from tests.factories.activities import activity, draft
from tests.factories.people import IDENTITY, person_draft
from tests.factories.sheets import sheet
from tests.factories.world import NEIGHBOUR, TOWN, Cast
from tonghu.access.actor import Actor
from tonghu.kit.periods import Period
from tonghu.kit.scope import within
from tonghu.outreach.actions import correct_activity, log_activities, withdraw_activity
from tonghu.outreach.checks import Wrong
from tonghu.outreach.drafts import draft_of
from tonghu.outreach.models import Activity
from tonghu.people.actions import add_person, forget, leave
from tonghu.people.models import Person
from tonghu.places.actions import add_contact, add_office
from tonghu.places.drafts import ContactDraft, OfficeDraft
from tonghu.places.rules import OfficeKind
from tonghu.reports.actions import draft_report, standard_template
from tonghu.trail.models import Entry

ClientOf = Callable[[str], Client]
ActorOf = Callable[[str], Actor]
Scoped = Callable[[str], AbstractContextManager[None]]
HALF = Period(date(2026, 1, 1), date(2026, 6, 30))
NAME = "单雨晴"


@pytest.fixture
def person(cast: Cast, actor: ActorOf) -> Person:
    """A lecturer of 青溪县, with a phone and an identity number."""
    by = actor("lin_he")
    facts = {"name": NAME, "phone": "13900004321", "identity": IDENTITY, "unit": "青溪县第三中学"}
    with within(by.scope):
        return add_person(draft=person_draft(cast.county.pk, **facts), by=by)


def typed(client: Client, **facts: str) -> dict[str, str]:
    form = client.get("/activities/new/").context["form"]
    empty = {"handouts-TOTAL_FORMS": "0", "handouts-INITIAL_FORMS": "0"}
    return {
        "day": "2026-03-08", "venue": "广场", "kind": "campaign", "token": str(form["token"].value()), **empty, **facts,
    }  # fmt: skip


def test_a_name_typed_or_in_a_sheet_finds_nobody_of_another_county(
    person: Person, cast: Cast, client_of: ClientOf
) -> None:
    client = client_of("tian_yuan")
    nobody = said(client.post("/activities/new/", typed(client, lecturers="查无此人")))
    theirs = said(client.post("/activities/new/", typed(client, lecturers=NAME)))
    assert "青溪县第三中学" not in theirs
    assert len(theirs) == pytest.approx(len(nobody), abs=40)
    for field in ("office", "held_at"):
        answer = client.post(
            "/activities/new/", typed(client, **{field: "河湾乡妇女联合会" if field == "office" else "河湾乡"})
        )
        assert answer.status_code == 422, field
    assert client.get("/activities/names/people/?q=单").content.decode().count(NAME) == 0
    headings = ("日期", "活动名称", "地点", "种类", "主办单位", "主讲人", "听众")
    rows = [
        ["2026-3-8", "普法", "广场", "宣传日", "青溪县妇联", NAME, 10],
        ["2026-3-9", "讲座", "礼堂", "讲座", "", "查无此人", 9],
    ]
    book = sheet(rows, headings=headings)
    page = said(client.post("/activities/imports/new/", {"sheet": book}, follow=True))
    assert "青溪县第三中学" not in page
    assert "没有" in page


def test_the_same_sheet_in_two_counties_says_nothing_of_the_other(
    cast: Cast, actor: ActorOf, client_of: ClientOf
) -> None:
    activity(actor("lin_he"), title="防溺水宣传", venue="中心广场")
    rows = [["2026-3-8", "防溺水宣传", "中心广场", "宣传日", "", "", "", "", 10]]
    pages = {}
    for username in ("lin_he", "tian_yuan"):
        client = client_of(username)
        pages[username] = client.post("/activities/imports/new/", {"sheet": sheet(rows)}, follow=True)
        assert client.get(pages[username].redirect_chain[-1][0]).status_code == 200
    ours, theirs = (pages[u].context for u in ("lin_he", "tian_yuan"))
    assert (theirs["tally"].good, theirs["tally"].known) == (1, 0)
    assert ours["batch"].pk != theirs["batch"].pk
    assert "上传过" not in said(pages["tian_yuan"])


@pytest.mark.parametrize("field", ["office_id", "lecturers", "held_at_id"])
def test_an_id_of_another_county_is_refused_by_the_action_itself(
    field: str, person: Person, cast: Cast, actor: ActorOf, scoped: Scoped
) -> None:
    by = actor("tian_yuan")
    values = {"office_id": cast.county.pk, "lecturers": (person.pk,), "held_at_id": 10**11}
    facts = {"office_id": cast.neighbour.pk, field: values[field]}
    with scoped("tian_yuan"), pytest.raises((PermissionDenied, Wrong)):
        log_activities(drafts=[draft(facts.pop("office_id"), token=uuid4(), **facts)], by=by)


def test_another_countys_record_is_not_changed_by_a_stale_object(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    """An object that was fetched in another scope opens nothing: the actions look for themselves."""
    theirs = activity(actor("lin_he"))
    by = actor("tian_yuan")
    with scoped("lin_he"):
        facts = draft_of(theirs)
    with scoped("tian_yuan"):
        with pytest.raises(PermissionDenied):
            withdraw_activity(activity=theirs, by=by, why="试")
        with pytest.raises((PermissionDenied, Wrong)):
            correct_activity(activity=theirs, draft=facts, by=by, seen_version=1)
        with pytest.raises((PermissionDenied, ValidationError)):
            add_contact(draft=ContactDraft(office_id=cast.county.pk, name="甲"), by=by)
        with pytest.raises((PermissionDenied, ValidationError)):
            add_office(
                draft=OfficeDraft(
                    place_id=TOWN, kind=OfficeKind.STATION, name="试", opened_on=date(2020, 1, 1)
                ),
                by=by,
            )  # fmt: skip
        with pytest.raises(PermissionDenied):
            draft_report(office=cast.county, period=HALF, by=by, token=uuid4())
    with scoped("lin_he"):
        pattern = standard_template(office=cast.county, by=actor("lin_he"))
    with scoped("tian_yuan"), pytest.raises(PermissionDenied):
        draft_report(office=cast.neighbour, template=pattern, period=HALF, by=by, token=uuid4())
    with scoped("lin_he"):
        assert Activity.objects.get(pk=theirs.pk).withdrawn_at is None


def test_a_number_that_is_registered_in_another_county_is_not_known_here(
    person: Person, cast: Cast, client_of: ClientOf
) -> None:
    client = client_of("tian_yuan")
    form = client.get("/people/new/").context["form"]
    facts = {
        "name": "甲", "phone": "13900004321", "identity": IDENTITY, "sex": "2", "office": cast.neighbour.pk,
        "token": str(form["token"].value()), "services": "lecturer",
    }  # fmt: skip
    assert client.post("/people/new/", facts).status_code == 302
    for typed_number in ("13900004321", IDENTITY, NAME, "shanyuqing", "syq"):
        for path in ("/search/", "/people/", "/people/export/"):
            assert "青溪县第三中学" not in said(client.get(path, {"q": typed_number}))


def test_the_token_of_anothers_form_gives_nothing(person: Person, cast: Cast, client_of: ClientOf) -> None:
    facts = {
        "name": "甲", "phone": "", "identity": "", "sex": "2", "office": cast.neighbour.pk, "token": str(person.token),
        "services": "lecturer",
    }  # fmt: skip
    response = client_of("tian_yuan").post("/people/new/", facts)
    assert response.status_code < 500
    assert NAME not in said(response)
    assert str(person.pk) not in response.headers.get("Location", "")


def test_what_moved_to_another_county_leaves_no_person_behind(
    person: Person, cast: Cast, actor: ActorOf, client_of: ClientOf, scoped: Scoped
) -> None:
    """The city corrects an event of 青溪县 into one of 白沙县: the lecturer of 青溪县 stays closed to 白沙县."""
    by = actor("he_qing")
    made = activity(by, office_id=cast.county.pk, lecturers=(person.pk,), title="法治讲座")
    with scoped("he_qing"):
        facts = draft_of(made)
        correct_activity(
            activity=made, draft=replace(facts, office_id=cast.neighbour.pk), by=by, seen_version=made.version
        )
    client = client_of("tian_yuan")
    for path in (f"/activities/{made.pk}/", f"/activities/{made.pk}/edit/", f"/trail/outreach_activity/{made.pk}/"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert NAME not in said(response), path
        assert "青溪县第三中学" not in said(response), path
    assert client_of("lin_he").get(f"/activities/{made.pk}/").status_code == 404


def test_a_lecturer_of_the_city_breaks_no_page_of_a_county(cast: Cast, actor: ActorOf, client_of: ClientOf) -> None:
    by = actor("he_qing")
    with within(by.scope):
        lecturer = add_person(draft=person_draft(cast.city.pk, name="卫岚川", unit="市委党校"), by=by)
    made = activity(by, office_id=cast.county.pk, lecturers=(lecturer.pk,))
    client = client_of("lin_he")
    for path in (
        f"/activities/{made.pk}/", f"/activities/{made.pk}/edit/", f"/trail/outreach_activity/{made.pk}/",
        "/activities/", "/activities/export/", "/activities/print/",
    ):  # fmt: skip
        response = client.get(path)
        assert response.status_code == 200, path
        assert "市委党校" not in said(response), path


def test_correcting_a_record_keeps_the_lecturer_one_does_not_see(
    cast: Cast, actor: ActorOf, client_of: ClientOf, scoped: Scoped
) -> None:
    by = actor("he_qing")
    with within(by.scope):
        lecturer = add_person(draft=person_draft(cast.city.pk, name="卫岚川", unit="市委党校"), by=by)
    made = activity(by, office_id=cast.county.pk, lecturers=(lecturer.pk,))
    client = client_of("lin_he")
    form = client.get(f"/activities/{made.pk}/edit/").context["form"]
    facts = {
        "day": "2026-03-08", "venue": "河湾乡中心广场", "kind": "campaign", "title": made.title, "consulted": "87",
        "token": str(form["token"].value()), "version": form["version"].value(), "office": form["office"].value(),
        "handouts-TOTAL_FORMS": "0", "handouts-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert client.post(f"/activities/{made.pk}/edit/", facts).status_code == 302
    with scoped("lin_he"):
        now = Activity.objects.get(pk=made.pk)
        assert now.consulted == 87
        assert list(now.lecturers.values_list("person_id", flat=True)) == [lecturer.pk]


def test_no_persons_name_stands_in_the_trail_that_stays(
    person: Person, cast: Cast, actor: ActorOf, client_of: ClientOf, scoped: Scoped
) -> None:
    """What the trail keeps for ever names nobody: not by an export, a search, an opening, a refusal, an erasure."""
    client = client_of("lin_he")
    client.get("/people/", {"q": NAME})
    client.get("/people/export/", {"q": NAME})
    client.get("/people/export/", {"q": "13900004321"})
    client.get(f"/people/{person.pk}/")
    client.post(f"/people/{person.pk}/unmask/", {"field": "phone", "why": "联系授课"})
    client_of("tian_yuan").get(f"/people/{person.pk}/")
    activity(actor("lin_he"), lecturers=(person.pk,))
    by = actor("lin_he")
    with scoped("lin_he"):
        leave(person=person, on=date(2026, 1, 1), by=by)
        forget(person=person, why="本人书面要求", by=by)
    with scoped("ding_shu"), connection.cursor() as cursor:
        cursor.execute("select to_jsonb(e)::text from trail_entry e")
        kept = "\n".join(text for (text,) in cursor.fetchall())
    for secret in (NAME, "13900004321", IDENTITY, "青溪县第三中学", "shanyuqing"):
        assert secret not in kept, secret
    assert Entry.objects.count() == 0, "without a scope nobody reads it"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("a.html", b"<html><script>alert(1)</script></html>"),
        ("a.jpg", b"GIF89a/*<script>alert(1)</script>*/"),
        ("../../../../etc/passwd", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
        ("a.jpg\x00.html", b"\xff\xd8\xff\xe0broken"),
        ("a.jpg", b""),
    ],
)
def test_what_is_no_photo_is_not_kept(
    name: str, content: bytes, cast: Cast, actor: ActorOf, client_of: ClientOf, scoped: Scoped
) -> None:
    made = activity(actor("zhou_sui"))
    file = BytesIO(content)
    file.name = name
    response = client_of("zhou_sui").post(f"/activities/{made.pk}/files/", {"photos": file}, follow=True)
    assert response.status_code in (200, 400)
    with scoped("zhou_sui"):
        assert made.attachments.count() == 0


@pytest.mark.parametrize(
    "name", ["../../../../tmp/x.jpg", "..\\..\\x.jpg", '"><script>alert(1)</script>.jpg', "x" * 300 + ".jpg"]
)
def test_a_photo_carries_neither_path_nor_payload(
    name: str, cast: Cast, actor: ActorOf, client_of: ClientOf, scoped: Scoped
) -> None:
    made, client = activity(actor("zhou_sui")), client_of("zhou_sui")
    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG", comment=b"<script>alert(1)</script>")
    file.write(b"<?php system($_GET['x']); ?><script>alert(1)</script>")
    file.seek(0)
    file.name = name
    page = client.post(f"/activities/{made.pk}/files/", {"photos": file}, follow=True)
    assert "<script>alert" not in page.content.decode()
    with scoped("zhou_sui"):
        kept = made.attachments.select_related("file").get()
        assert "/" not in kept.file.name
        assert "\\" not in kept.file.name
    photo = client.get(f"/activities/{made.pk}/files/{kept.pk}/")
    assert b"script" not in photo.content
    assert b"php" not in photo.content
    assert photo.headers["Content-Type"] == "image/jpeg"
    assert photo.headers["X-Content-Type-Options"] == "nosniff"
    for username, status in (("tian_yuan", 404), ("ning_zhou", 403), ("mu_qing", 403), ("ding_shu", 403)):
        assert client_of(username).get(f"/activities/{made.pk}/files/{kept.pk}/").status_code == status
    assert Client().get(f"/activities/{made.pk}/files/{kept.pk}/").status_code == 302
    for path in (f"/media/{TOWN}/{kept.file.sha256}", f"/static/../{kept.file.sha256}", f"/files/{kept.file.sha256}"):
        assert Client().get(path).status_code in (302, 404)


def test_a_photo_belongs_to_its_activity_alone(cast: Cast, actor: ActorOf, client_of: ClientOf) -> None:
    made, other = activity(actor("zhou_sui")), activity(actor("tian_yuan"))
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    file.seek(0)
    file.name = "a.png"
    client_of("zhou_sui").post(f"/activities/{made.pk}/files/", {"photos": file})
    with within(actor("zhou_sui").scope):
        kept = made.attachments.get()
    neighbour = client_of("tian_yuan")
    assert neighbour.get(f"/activities/{other.pk}/files/{kept.pk}/").status_code == 404
    assert neighbour.post(f"/activities/{other.pk}/files/{kept.pk}/remove/").status_code == 404
    with within(actor("zhou_sui").scope):
        assert made.attachments.count() == 1


def test_a_place_above_or_beside_is_not_kept_by_an_officer(cast: Cast, client_of: ClientOf) -> None:
    facts = {"kind": "station", "name": "试", "opened_on": "2020-01-01"}
    for place in (990100000000, TOWN, NEIGHBOUR + 10**6):
        assert client_of("tian_yuan").post("/network/offices/new/", {**facts, "place": place}).status_code in (
            200,
            403,
            422,
        )
    assert not cast.neighbour.__class__.objects.filter(name="试").exists()
    for key in ("city", "county", "station"):
        office = cast.offices[key]
        for step in ("edit", "close", "contacts/new"):
            response = client_of("tian_yuan").post(
                f"/network/offices/{office.pk}/{step}/", {"on": "2026-01-01", "why": "试"}
            )
            assert response.status_code == 404, (key, step)
