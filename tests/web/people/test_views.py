from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from tests.factories.people import IDENTITY, person_draft
from tonghu.people.actions import add_people, add_person, leave
from tonghu.people.drafts import ServiceDraft
from tonghu.people.models import Person, Service
from tonghu.trail.models import Entry, Verb

PEOPLE = "/people/"


@pytest.fixture
def person(cast, actor, scoped):
    """A lecturer of the county with both numbers."""
    with scoped("lin_he"):
        return add_person(draft=person_draft(cast.county.pk, identity=IDENTITY), by=actor("lin_he"))


def filled(cast, **changes):
    """What the form for a person sends."""
    facts = {
        "name": "解云", "services": ["lecturer", "lawyer"], "office": cast.county.pk, "sex": 9, "token": str(uuid4()),
        "phone": "13900000009",
    }  # fmt: skip
    return {**facts, **changes}


def names(page):
    return [person.name for person, _serves in page.context["rows"]]


def sheet(answer):
    return list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))


def trailed(scoped, verb):
    with scoped("lin_he"):
        return list(Entry.objects.filter(verb=verb))


def test_the_list_masks_numbers_and_finds_by_name_pinyin_initials_and_number(cast, person, actor, scoped, client_of):
    with scoped("lin_he"):
        add_person(draft=person_draft(cast.town.pk, name="江雪", phone="", unit="", services=()), by=actor("lin_he"))
    lin = client_of("lin_he")
    page = lin.get(PEOPLE)
    assert names(page) == ["江雪", "单雨"]
    assert "139****0001" in page.text
    assert "13900000001" not in page.text
    for typed in ("单", "shany", "sy", "13900000001", IDENTITY, "云溪师范"):
        assert names(lin.get(PEOPLE, {"q": typed})) == ["单雨"], typed
    assert names(lin.get(PEOPLE, {"q": "danyu"})) == []
    assert names(lin.get(PEOPLE, {"role": "lecturer"})) == ["单雨"]
    assert names(lin.get(PEOPLE, {"office": cast.town.pk})) == ["江雪"]
    assert names(lin.get(PEOPLE, {"sort": "name"})) == ["江雪", "单雨"]
    assert names(lin.get(PEOPLE, {"left": "left"})) == []


def test_pages_follow_by_key_in_both_orders(cast, actor, scoped, client_of):
    lin = actor("lin_he")
    with scoped(lin):
        add_people(drafts=[person_draft(cast.county.pk, name=f"张{n % 7}") for n in range(60)], by=lin)
    client = client_of("lin_he")
    for order in ("", "name"):
        first = client.get(PEOPLE, {"sort": order})
        second = client.get(first.context["pages"]["next"])
        shown = [person.pk for page in (first, second) for person, _serves in page.context["rows"]]
        assert len(shown) == len(set(shown)) == 60


def test_thirty_people_cost_the_queries_of_three(cast, actor, scoped, client_of):
    lin, client, costs = actor("lin_he"), client_of("lin_he"), []
    client.get(PEOPLE)
    for many in (3, 27):
        with scoped(lin):
            add_people(drafts=[person_draft(cast.county.pk, name=f"李{n}") for n in range(many)], by=lin)
        for address in (PEOPLE, "/people/export/"):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            costs.append(len(captured))
    assert costs[:2] == costs[2:]


def test_the_export_has_the_same_people_without_their_numbers(cast, person, client_of, scoped):
    rows = sheet(client_of("lin_he").get("/people/export/", {"q": "sy"}))
    assert [row[0] for row in rows[3:]] == ["单雨"]
    assert "0001" not in str(rows)
    assert IDENTITY[-4:] not in str(rows)
    assert [entry.table_name for entry in trailed(scoped, Verb.EXPORT)] == ["people_person"]


def test_opening_a_file_stands_in_the_trail_and_shows_no_number(cast, person, client_of, scoped):
    page = client_of("lin_he").get(f"/people/{person.pk}/")
    assert "单雨" in page.text
    assert "139****0001" in page.text
    for secret in ("13900000001", IDENTITY):
        assert secret not in page.text
    assert [(entry.object_id, entry.actor) for entry in trailed(scoped, Verb.OPEN)] == [(person.pk, "林禾")]


def test_a_number_is_shown_once_with_a_reason_in_the_trail(cast, person, client_of, scoped):
    lin, address = client_of("lin_he"), f"/people/{person.pk}/unmask/"
    assert "13900000001" not in lin.post(address, {"field": "phone", "why": ""}, follow=True).text
    assert "13900000001" in lin.post(address, {"field": "phone", "why": "约讲座"}).text
    assert IDENTITY in lin.post(address, {"field": "identity", "why": "签协议"}).text
    assert lin.post(address, {"field": "name", "why": "x"}).status_code == 404
    assert "13900000001" not in lin.get(f"/people/{person.pk}/").text
    assert [entry.why for entry in trailed(scoped, Verb.UNMASK)] == ["签协议", "约讲座"]
    assert client_of("zhou_sui").post(address, {"field": "phone", "why": "x"}).status_code == 404


def test_a_person_is_registered_once_even_when_sent_twice(cast, client_of, scoped):
    lin, sent = client_of("lin_he"), filled(cast, since="2024.3.8")
    for _ in range(2):
        assert lin.post("/people/new/", sent).status_code == 302
    with scoped("lin_he"):
        person = Person.objects.get(name="解云")
        assert person.pinyin == "xieyun"
        assert {s.since.isoformat() for s in Service.objects.filter(person=person)} == {"2024-03-08"}


def test_a_form_that_fails_keeps_what_was_typed(cast, client_of):
    page = client_of("lin_he").post("/people/new/", filled(cast, identity="12", unit="云溪一中", since="13.9"))
    assert set(page.context["form"].errors) == {"since"}
    page = client_of("lin_he").post("/people/new/", filled(cast, identity="12", unit="云溪一中"))
    assert set(page.context["form"].errors) == {"identity"}
    assert "云溪一中" in page.text


def test_a_known_number_asks_once_more_and_tells_nothing_of_other_counties(cast, person, client_of, scoped):
    lin, sent = client_of("lin_he"), filled(cast, phone="139 0000 0001")
    page = lin.post("/people/new/", sent)
    assert [one.pk for one in page.context["same"]] == [person.pk]
    assert lin.post("/people/new/", {**sent, "known": "1"}).status_code == 302
    tian = client_of("tian_yuan").post("/people/new/", filled(cast, phone="13900000001", office=cast.neighbour.pk))
    assert tian.status_code == 302
    with scoped("lin_he"):
        assert Person.objects.count() == 2


def test_editing_keeps_numbers_that_are_not_typed_and_ends_services_left_out(cast, person, client_of, scoped):
    lin, address = client_of("lin_he"), f"/people/{person.pk}/edit/"
    assert "13900000001" not in lin.get(address).text
    lin.post(address, filled(cast, name="单雨燕", services=["lawyer"], phone=""))
    with scoped("lin_he"):
        changed = Person.objects.get(pk=person.pk)
        ended = changed.services.get(role="lecturer")
        assert (changed.name, changed.phone, changed.identity) == ("单雨燕", "13900000001", IDENTITY)
        assert ended.until == timezone.localdate()
    lin.post(address, filled(cast, services=["lecturer"], phone="", no_phone="on", no_identity="on"))
    with scoped("lin_he"):
        changed = Person.objects.get(pk=person.pk)
        assert (changed.phone, changed.phone_index, changed.identity) == ("", "", "")
        assert changed.services.get(role="lecturer").until is None


def test_leaving_and_erasing_by_form(cast, person, client_of, scoped):
    lin = client_of("lin_he")
    early = lin.post(f"/people/{person.pk}/forget/", {"why": "本人要求"}, follow=True)
    assert [message.level_tag for message in early.context["messages"]] == ["error"]
    assert lin.post(f"/people/{person.pk}/leave/", {"on": "2999-1-1"}).context["form"].errors["on"]
    lin.post(f"/people/{person.pk}/leave/", {"on": timezone.localdate().isoformat(), "why": "调离"})
    assert names(lin.get(PEOPLE)) == []
    assert names(lin.get(PEOPLE, {"left": "left", "role": "lecturer"})) == ["单雨"]
    lin.post(f"/people/{person.pk}/forget/", {"why": "本人书面要求"})
    page = lin.get(f"/people/{person.pk}/")
    assert "（已删除）" in page.text
    assert "单雨" not in page.text


def test_the_wrong_person_finds_nothing(cast, person, client_of, scoped):
    """The neighbour's officer, by page, form, export, unmasking, search and guess."""
    tian, pk = client_of("tian_yuan"), person.pk
    for address in (f"/people/{pk}/", f"/people/{pk}/edit/", f"/trail/people_person/{pk}/"):
        assert tian.get(address).status_code == 404, address
    for step, sent in (
        ("edit", filled(cast)),
        ("unmask", {"field": "phone", "why": "好奇"}),
        ("leave", {"on": "2024-1-1"}),
        ("forget", {"why": "好奇"}),
    ):
        assert tian.post(f"/people/{pk}/{step}/", sent).status_code == 404, step
    for q in ("", "单", "13900000001", IDENTITY):
        assert names(tian.get(PEOPLE, {"q": q})) == []
        assert len(sheet(tian.get("/people/export/", {"q": q}))) == 3
    assert "单雨" not in tian.get("/search/", {"q": "shanyu"}).text
    assert tian.get(PEOPLE, {"office": cast.county.pk}).context["filters"].errors["office"]
    answer = tian.post("/people/new/", filled(cast))
    assert answer.context["form"].errors["office"]


def test_roles_without_the_task_are_refused(cast, person, client_of):
    assert client_of("gu_xin").get("/people/new/").status_code == 403
    assert client_of("gu_xin").post(f"/people/{person.pk}/forget/", {"why": "x"}).status_code == 403
    for who in ("mu_qing", "ning_zhou", "ji_xue", "xi_yuan", "an_ran", "ding_shu"):
        assert client_of(who).get(PEOPLE).status_code == 403, who


def test_the_search_finds_people_of_the_own_scope(cast, person, actor, scoped):
    from tonghu.web.people.search import find

    with scoped("lin_he"):
        [hit] = find(actor("lin_he"), "shanyu", 8)
    assert (hit.title, hit.url) == ("单雨", f"/people/{person.pk}/")
    with scoped("zhou_sui"):
        assert find(actor("zhou_sui"), "shanyu", 8) == []
    with scoped("xi_yuan"):
        assert find(actor("xi_yuan"), "shanyu", 8) == []


def test_who_served_once_is_not_listed_as_serving_today(cast, actor, scoped, client_of):
    lin, today = actor("lin_he"), timezone.localdate()
    with scoped(lin):
        ended = (ServiceDraft(role="lawyer", until=today),)
        add_person(draft=person_draft(cast.county.pk, services=ended), by=lin)
        gone = add_person(draft=person_draft(cast.county.pk, name="江雪"), by=lin)
        leave(person=gone, on=today, by=lin)
    assert names(client_of("lin_he").get(PEOPLE, {"role": "lawyer"})) == []
    assert names(client_of("lin_he").get(PEOPLE)) == ["单雨"]
