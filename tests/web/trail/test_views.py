import pytest

from tests.factories.people import person_draft
from tests.factories.places import office_draft
from tonghu.people.actions import add_person
from tonghu.places.actions import change_office
from tonghu.trail.models import Entry, Verb


@pytest.fixture
def changed(cast, actor, scoped):
    """An office whose name was corrected, and a person of the county."""
    lin = actor("lin_he")
    with scoped(lin):
        draft = office_draft(cast.station.place_id, name="河湾乡维权站", opened_on=cast.station.opened_on)
        change_office(office=cast.station, draft=draft, by=lin)
        return add_person(draft=person_draft(cast.county.pk), by=lin)


def entries(scoped, **conditions):
    with scoped("ding_shu"):
        return list(Entry.objects.filter(**conditions))


def test_a_records_history_says_who_changed_what(cast, changed, client_of):
    page = client_of("lin_he").get(f"/trail/places_office/{cast.station.pk}/")
    for word in ("林禾", "河湾乡维权工作站", "河湾乡维权站"):
        assert word in page.text


def test_a_script_gets_the_list_alone(cast, changed, client_of):
    page = client_of("lin_he").get(f"/trail/places_office/{cast.station.pk}/", headers={"HX-Request": "true"})
    assert "河湾乡维权站" in page.text
    assert "<html" not in page.text


def test_reading_a_persons_history_is_an_opening_of_her_file(cast, changed, client_of, scoped):
    assert "单雨" in client_of("lin_he").get(f"/trail/people_person/{changed.pk}/").text
    assert len(entries(scoped, verb=Verb.OPEN, object_id=changed.pk)) == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("lin_he", 200), ("shen_mei", 200), ("zhou_sui", 404), ("tian_yuan", 404), ("mu_qing", 403), ("ding_shu", 403)],
)
def test_whose_history_it_is_not_gets_nothing(cast, changed, client_of, who, status):
    page = client_of(who).get(f"/trail/people_person/{changed.pk}/")
    assert page.status_code == status
    assert ("单雨" in page.text) == (status == 200)


def test_a_table_without_pages_has_no_history(cast, changed, client_of):
    assert client_of("lin_he").get(f"/trail/accounts_user/{cast['lin_he'].pk}/").status_code == 404


@pytest.mark.parametrize("address", ["/trail/", "/trail/export/"])
@pytest.mark.parametrize("who", ["lin_he", "shen_mei", "xi_yuan", "an_ran", "zhou_sui"])
def test_the_search_is_the_auditors_alone(cast, client_of, address, who):
    assert client_of(who).get(address).status_code == 403


def test_the_auditor_finds_entries_of_all_places_without_personal_values(cast, changed, client_of):
    auditor = client_of("ding_shu")
    page = auditor.get("/trail/", {"user": cast["lin_he"].pk, "table": "people_person"})
    assert str(changed.pk) in page.text
    assert "单雨" not in page.text
    assert "河湾乡维权站" in auditor.get("/trail/", {"q": "维权站", "verb": "update", "place": "990101"}).text


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "没有这个"},
        {"verb": "delete"},
        {"place": "990102"},
        {"since": "2999-01-01"},
        {"until": "2000-01-01"},
        {"table": "reports_report"},
    ],
)
def test_every_filter_narrows(cast, changed, client_of, asked):
    page = client_of("ding_shu").get("/trail/", asked)
    assert page.status_code == 200
    assert page.context["rows"] == []


def test_a_filter_that_cannot_be_read_is_said_and_left_out(cast, changed, client_of):
    page = client_of("ding_shu").get("/trail/", {"since": "3.81", "table": "places_office"})
    assert page.context["filters"].errors["since"]
    assert {row["entry"].table_name for row in page.context["rows"]} == {"places_office"}


def test_pages_follow_by_key(cast, actor, scoped, client_of):
    from tonghu.trail.actions import note

    with scoped("lin_he"):
        for number in range(60):
            note(Verb.OPEN, table="people_person", object_id=number + 1, place=cast.county.place_id)
    auditor = client_of("ding_shu")
    first = auditor.get("/trail/", {"verb": "open"})
    second = auditor.get(first.context["pages"]["next"])
    shown = [row["entry"].pk for page in (first, second) for row in page.context["rows"]]
    assert len(shown) == len(set(shown)) == 60
    assert shown == sorted(shown, reverse=True)


def test_thirty_entries_cost_the_queries_of_three(cast, scoped, client_of, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tonghu.trail.actions import note

    auditor, costs = client_of("ding_shu"), []
    auditor.get("/trail/")
    for many in (3, 27):
        with scoped("lin_he"):
            for number in range(many):
                note(Verb.OPEN, table="people_person", object_id=number + 1, place=cast.county.place_id)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            auditor.get("/trail/", {"verb": "open"})
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_the_export_holds_the_same_entries_and_is_trailed(cast, changed, client_of, scoped):
    from io import BytesIO

    from openpyxl import load_workbook

    answer = client_of("ding_shu").get("/trail/export/", {"table": "places_office"})
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    assert [row[6] for row in rows[3:]] == ["河湾乡维权站"]
    assert [entry.actor for entry in entries(scoped, verb=Verb.EXPORT)] == ["丁舒"]


def test_verifying_answers_with_a_sentence_and_stands_in_the_trail(cast, changed, client_of, scoped):
    auditor = client_of("ding_shu")
    assert auditor.get("/trail/verify/").status_code == 405
    page = auditor.post("/trail/verify/", follow=True)
    assert len(list(page.context["messages"])) == 1
    assert entries(scoped, table_name="trail_seal")[0].after == {"broken_at": None}
    assert client_of("lin_he").post("/trail/verify/").status_code == 403
