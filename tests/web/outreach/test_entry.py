from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image

from tests.factories.activities import activity, material
from tonghu.files.models import Pending, Stored
from tonghu.kit.scope import within
from tonghu.outreach.drafts import draft_of
from tonghu.outreach.models import Activity, Attachment


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def photo(name: str = "现场.png") -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (8, 8), "green").save(out, "PNG")
    out.seek(0)
    out.name = name
    return out


def typed(**fields) -> dict:
    rows = fields.pop("handouts", [])
    lines = {
        f"handouts-{n}-{name}": value
        for n, row in enumerate(rows)
        for name, value in zip(("material", "copies"), row, strict=True)
    }
    return {
        "day": "2026-3-8", "venue": "河湾乡中心广场", "kind": "campaign", "token": str(uuid4()),
        "handouts-TOTAL_FORMS": str(len(rows)), "handouts-INITIAL_FORMS": "0", **lines, **fields,
    }  # fmt: skip


def all_of(by) -> list[Activity]:
    with within(by.scope):
        return list(Activity.objects.visible_to(by).order_by("pk"))


def test_only_date_venue_and_kind_are_needed(client_of, actor):
    response = client_of("zhou_sui").post("/activities/new/", typed())
    (saved,) = all_of(actor("zhou_sui"))
    assert response.url == f"/activities/{saved.pk}/"
    assert (saved.day, saved.venue, saved.entered_name) == (date(2026, 3, 8), "河湾乡中心广场", "周穗")
    assert saved.office.name == "河湾乡妇女联合会"


def test_a_whole_event_as_a_chair_types_it_on_a_phone(client_of, actor, cast):
    material("未成年人保护法读本", "reader")
    zhou = actor("zhou_sui")
    response = client_of("zhou_sui").post("/activities/new/", typed(
        title="维权周", coorganisers="县司法局、qingxixiangonganju", consulted="86人", audience="1.2万",
        audience_parents="9,000", audience_pupils="3000", topics=["law", "drugs"], festival="womens_day",
        handouts=[("未成年人保护法读本", "1,200"), ("", "")], photos=[photo()],
    ))  # fmt: skip
    assert response.status_code == 302
    (saved,) = all_of(zhou)
    assert (saved.audience, saved.consulted, saved.copies, saved.topics) == (12000, 86, 1200, ["law", "drugs"])
    with within(zhou.scope):
        assert set(draft_of(saved).coorganisers) == {cast.justice.pk, cast.police.pk}
        assert Attachment.objects.get(activity=saved).file.name == "现场.png"
        assert not Pending.objects.exists()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"day": "3.81"}, "day"),
        ({"day": ""}, "day"),
        ({"day": (timezone.localdate() + timedelta(days=2)).isoformat()}, "day"),
        ({"day": "1900-1-1"}, "day"),
        ({"venue": " "}, "venue"),
        ({"kind": ""}, "kind"),
        ({"kind": "party"}, "kind"),
        ({"last_day": "2026-3-1"}, "last_day"),
        ({"consulted": "-3"}, "consulted"),
        ({"consulted": "许多"}, "consulted"),
        ({"audience": "99999999999"}, "audience"),
        ({"audience": "10", "audience_parents": "3"}, "audience"),
        ({"coorganisers": "没有这个局"}, "coorganisers"),
        ({"office": "白沙县妇联"}, "office"),
        ({"held_at": "沙坪乡"}, "held_at"),
        ({"lecturers": "查无此人"}, "lecturers"),
        ({"title": "长" * 201}, "title"),
        ({"token": "not-a-token"}, "token"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(client_of, actor, fields, name):
    response = client_of("zhou_sui").post("/activities/new/", typed(note="现场有雨", **fields))
    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors[name]
    page = response.content.decode()
    assert "现场有雨" in page
    assert all(not value.strip() or name == "token" or value[:200] in page for value in fields.values())
    assert not all_of(actor("zhou_sui"))


@pytest.mark.parametrize("row", [("没有的册子", "5"), ("甲册", ""), ("", "5"), ("甲册", "x"), ("甲册", "-1")])
def test_a_wrong_row_of_materials_is_told_and_kept(client_of, actor, row):
    material("甲册")
    response = client_of("zhou_sui").post("/activities/new/", typed(handouts=[row]))
    assert response.status_code == 422
    assert any(form.errors for form in response.context["form"].handouts)
    assert all(value in response.content.decode() for value in row)
    assert not all_of(actor("zhou_sui"))


def test_a_double_click_saves_once_with_its_photo(client_of, actor):
    zhou, client, facts = actor("zhou_sui"), client_of("zhou_sui"), typed(consulted="5")
    first = client.post("/activities/new/", {**facts, "photos": [photo()]})
    second = client.post("/activities/new/", {**facts, "photos": [photo()]})
    assert first.url == second.url
    with within(zhou.scope):
        assert Activity.objects.count() == Attachment.objects.count() == Stored.objects.count() == 1


def test_a_form_saved_twice_with_other_words_becomes_a_correction_one_confirms(client_of, actor):
    client, facts = client_of("zhou_sui"), typed(consulted="5")
    client.post("/activities/new/", facts)
    again = client.post("/activities/new/", {**facts, "consulted": "6"})
    (saved,) = all_of(actor("zhou_sui"))
    assert (again.status_code, saved.consulted) == (200, 5)
    assert [(now, then) for _label, now, then in again.context["both"]] == [("5", "6")]
    client.post(f"/activities/{saved.pk}/edit/", {**facts, "consulted": "6", "version": "1"})
    assert [one.consulted for one in all_of(actor("zhou_sui"))] == [6]


def test_a_photo_survives_a_form_that_failed(client_of, actor):
    zhou, client, facts = actor("zhou_sui"), client_of("zhou_sui"), typed()
    failed = client.post("/activities/new/", {**facts, "venue": "", "photos": [photo()]})
    assert "现场.png" in failed.content.decode()
    client.post("/activities/new/", facts)
    with within(zhou.scope):
        assert Attachment.objects.get().file.name == "现场.png"
        assert not Pending.objects.exists()


def test_a_photo_that_is_none_is_told_and_nothing_else_is_lost(client_of, actor):
    zhou, facts = actor("zhou_sui"), typed(note="现场有雨")
    false = BytesIO(b"MZ this is a program")
    false.name = "photo.jpg"
    response = client_of("zhou_sui").post("/activities/new/", {**facts, "photos": [photo(), false]})
    assert response.status_code == 422
    assert "photo.jpg" in str(response.context["form"].errors["photos"])
    page = response.content.decode()
    assert "现场有雨" in page
    assert "现场.png" in page
    assert not all_of(zhou)


def test_save_and_log_another_opens_a_fresh_form(client_of):
    client, facts = client_of("zhou_sui"), typed(another="1")
    response = client.post("/activities/new/", facts, follow=True)
    assert response.redirect_chain[-1][0] == f"/activities/new/?saved={facts['token']}"
    assert str(response.context["form"]["token"].value()) != facts["token"]
    assert f'data-saved="{facts["token"]}"' in response.content.decode()


def test_correcting_shows_what_is_recorded_and_saves_what_is_changed(client_of, actor, cast):
    zhou = actor("zhou_sui")
    logged = activity(zhou, audience=38, handouts=((material().pk, 7),), coorganisers=(cast.justice.pk,))
    client = client_of("lin_he")
    page = client.get(f"/activities/{logged.pk}/edit/")
    form = page.context["form"]
    fields = {name: form[name].value() or "" for name in form.fields if name not in ("photos", "version", "topics")}
    assert fields["coorganisers"] == "青溪县司法局"
    fields |= {"audience": "42", "version": form["version"].value(), "why": "漏了后排"}
    answer = client.post(f"/activities/{logged.pk}/edit/", typed(**fields, handouts=[("未成年人保护法读本", "7")]))
    assert answer.status_code == 302, answer.context["form"].errors
    (saved,) = all_of(zhou)
    assert (saved.audience, saved.copies, saved.version) == (42, 7, 2)


def test_two_people_at_once_both_versions_are_shown(client_of, actor):
    logged = activity(actor("zhou_sui"), title="", audience=38)
    facts = typed(token=str(logged.token), version="1")
    client_of("lin_he").post(f"/activities/{logged.pk}/edit/", {**facts, "audience": "42"})
    chair = client_of("zhou_sui")
    told = chair.post(f"/activities/{logged.pk}/edit/", {**facts, "audience": "40"})
    assert told.status_code == 200, (told.status_code, told.content[-1500:].decode())
    assert ("42", "40") in [(now, mine) for _label, now, mine in told.context["both"]]
    assert 'value="40"' in told.content.decode()
    version = told.context["form"]["version"].value()
    chair.post(f"/activities/{logged.pk}/edit/", {**facts, "audience": "40", "version": version})
    assert [one.audience for one in all_of(actor("zhou_sui"))] == [40]


def test_withdrawing_asks_why(client_of, actor):
    logged, client = activity(actor("zhou_sui")), client_of("lin_he")
    client.post(f"/activities/{logged.pk}/withdraw/", {"why": " "})
    assert all_of(actor("zhou_sui"))[0].withdrawn_at is None
    client.post(f"/activities/{logged.pk}/withdraw/", {"why": "记重了"})
    page = client.get(f"/activities/{logged.pk}/").content.decode()
    assert "记重了" in page
    assert "维权周送法下乡" not in client.get("/activities/").context["rows"]
    assert client.get(f"/activities/{logged.pk}/edit/").status_code == 302


def test_a_leader_reads_and_does_not_write(client_of, actor):
    logged, leader = activity(actor("zhou_sui")), client_of("gu_xin")
    page = leader.get(f"/activities/{logged.pk}/").content.decode()
    assert f"/activities/{logged.pk}/edit/" not in page
    assert leader.get("/activities/new/").status_code == 403
    assert leader.get(f"/activities/{logged.pk}/edit/").status_code == 403
    assert leader.post(f"/activities/{logged.pk}/withdraw/", {"why": "x"}).status_code == 403


def test_a_picture_is_shown_to_its_own_area_and_kept_nowhere(client_of, actor):
    zhou, client = actor("zhou_sui"), client_of("zhou_sui")
    logged = activity(zhou)
    client.post(f"/activities/{logged.pk}/files/", {"photos": [photo()]})
    with within(zhou.scope):
        address = f"/activities/{logged.pk}/files/{Attachment.objects.get().pk}/"
    shown = client_of("lin_he").get(address)
    assert shown.content.startswith(b"\xff\xd8")
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert shown.headers["Cache-Control"] == "private, no-store"
    for username in ("tian_yuan", "wei_lan"):
        assert client_of(username).get(address).status_code == 404
    client.post(f"{address}remove/")
    assert client.get(address).status_code == 404


def test_markup_in_what_is_typed_is_text(client_of):
    client = client_of("zhou_sui")
    response = client.post("/activities/new/", typed(title="<script>alert(1)</script>", note="<b>x</b>"), follow=True)
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
