from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories.careparts import lawyer, reception_day, slot_draft
from tonghu.cases.actions.confide import confide_case
from tonghu.cases.actions.reception import cancel_day
from tonghu.cases.actions.slots import Consulted, book, open_petition, record
from tonghu.cases.models import Case, Contact, ReceptionDay, Slot
from tonghu.kit.scope import within
from tonghu.trail.models import Entry


def soon(days=7):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def lin(actor):
    return actor("lin_he")


@pytest.fixture
def today(lin):
    with within(lin.scope):
        return reception_day(lin)


def token():
    return {"token": str(uuid4())}


def test_a_day_is_put_on_the_roster_and_a_clash_is_a_sentence_beside_the_lawyer(client_of, lin):
    with within(lin.scope):
        who = lawyer(lin)
    client = client_of("lin_he")
    data = token() | {"day": soon().isoformat(), "begins": "09:00", "ends": "11:00", "minutes": "30", "weeks": "2",
                      "lawyer": who.pk, "venue": "县妇联接待室"}  # fmt: skip
    assert client.post("/reception/new/", data).status_code == 302
    client.post("/reception/new/", data)
    with within(lin.scope):
        assert ReceptionDay.objects.count() == 3
    clash = client.post("/reception/new/", data | token())
    assert clash.status_code == 422
    assert "09:00" in clash.content.decode()
    page = client.get(f"/reception/?month={soon():%Y-%m}").content.decode()
    assert "秦川" in page
    assert "县妇联接待室" in page


@pytest.mark.parametrize("month", ["", "2026-13", "0000-00", "x", "9999-12"])
def test_a_month_that_is_none_is_this_one(client_of, today, month):
    page = client_of("lin_he").get(f"/reception/?month={month}").content.decode()
    assert f"{timezone.localdate():%Y-%m}" in page


def test_from_the_booking_to_the_petition(client_of, lin, today):
    client = client_of("lin_he")
    url = f"/reception/{today.pk}/"
    booked = client.post(f"{url}book/", token() | {"at": "09:30", "who": "苏禾", "phone": "13900000031", "people": "1"})
    assert booked.status_code == 302
    assert "13900000031" not in client.get(url).content.decode()
    with within(lin.scope):
        slot = Slot.objects.get()
    asked = token() | {
        "came": "yes",
        "people": "2",
        "minors_present": "1",
        "matter": "custody",
        "asked": "怎样要抚养费",
    }
    empty = client.post(f"{url}slots/{slot.pk}/", asked)
    assert empty.status_code == 422
    assert "怎样要抚养费" in empty.content.decode()
    assert client.post(f"{url}slots/{slot.pk}/", asked | {"advised": "可以起诉"}).status_code == 302
    with within(lin.scope):
        contact = Contact.objects.get()
    assert f"/contacts/{contact.pk}/" in client.get(url).content.decode()
    petition = f"{url}slots/{slot.pk}/petition/"
    first, second = client.post(petition), client.post(petition)
    assert first.headers["Location"] == second.headers["Location"]
    with within(lin.scope):
        case = Case.objects.get()
    assert case.reception
    assert first.headers["Location"].startswith(f"/cases/{case.pk}/")
    assert "苏禾" not in first.headers["Location"]


def test_what_became_a_sealed_case_is_not_read_on_the_reception_day(client_of, actor, lin, today):
    with within(lin.scope):
        slot = book(reception=today, draft=slot_draft(), by=lin)
        record(slot=slot, consulted=Consulted(came=True, asked="怎样离开他", advised="先找安全的地方"), by=lin)
        case = open_petition(slot=slot, by=lin)
        confide_case(case=case, level=2, readers=(lin.user.pk, actor("gu_xin").user.pk), why="安全", by=lin)
    url = f"/reception/{today.pk}/"
    assert "怎样离开他" in client_of("lin_he").get(url).content.decode()
    page = client_of("shen_mei").get(url).content.decode()
    for text in ("怎样离开他", "先找安全的地方", "苏禾", case.number):
        assert text not in page
    assert client_of("shen_mei").get("/reception/").status_code == 200


def test_somebody_walks_in_and_is_recorded_on_the_next_page(client_of, lin, today):
    client = client_of("lin_he")
    response = client.post(f"/reception/{today.pk}/walk-in/", token() | {"people": "1", "who": "路过的人"})
    with within(lin.scope):
        slot = Slot.objects.get()
    assert slot.walk_in
    assert response.headers["Location"] == f"/reception/{today.pk}/slots/{slot.pk}/"
    assert client.post(f"/reception/{today.pk}/slots/{slot.pk}/remove/").status_code == 302
    with within(lin.scope):
        assert not Slot.objects.exists()


def test_those_to_be_called_are_unmasked_by_a_step_that_the_trail_keeps(client_of, lin):
    with within(lin.scope):
        day = reception_day(lin, days=7)
        book(reception=day, draft=slot_draft(), by=lin)
        cancel_day(reception=day, why="律师出庭", by=lin)
    client, url = client_of("lin_he"), f"/reception/{day.pk}/"
    page = client.get(url).content.decode()
    assert "律师出庭" in page
    assert "13900000031" not in page
    assert "13900000031" in client.post(f"{url}phones/").content.decode()
    with within(lin.scope):
        assert Entry.objects.filter(verb="unmask", table_name="cases_receptionday", object_id=day.pk).count() == 1
    client.post(f"{url}called/")
    assert "13900000031" not in client.post(f"{url}phones/", follow=True).content.decode()


@pytest.mark.parametrize(
    ("how", "data", "status"),
    [("cancel", {"why": ""}, 422), ("cancel", {"why": "律师生病"}, 302), ("stand-in", {"lawyer": ""}, 422),
     ("move", {"day": "", "begins": "09:00", "ends": "11:00"}, 422)],
)  # fmt: skip
def test_what_becomes_of_a_day(client_of, lin, how, data, status):
    with within(lin.scope):
        day = reception_day(lin, days=7)
    assert client_of("lin_he").post(f"/reception/{day.pk}/{how}/", token() | data).status_code == status


def test_the_neighbour_finds_no_reception_day_of_this_county(client_of, today):
    tian = client_of("tian_yuan")
    assert tian.get(f"/reception/{today.pk}/").status_code == 404
    assert "秦川" not in tian.get("/reception/").content.decode()
