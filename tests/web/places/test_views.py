from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.factories import world
from tests.factories.places import contact_draft, office_draft
from tonghu.figures.area import Area
from tonghu.figures.catalogue import ALL
from tonghu.figures.evaluate import evaluate_all
from tonghu.kit.periods import Period
from tonghu.places.actions import add_contact, add_offices, add_places
from tonghu.places.drafts import PlaceDraft
from tonghu.places.models import Contact, Duty, Office
from tonghu.places.rules import OfficeKind
from tonghu.trail.models import Entry, Verb

NETWORK = "/network/"


@pytest.fixture
def contact(cast, actor, scoped):
    """Somebody at the station of the township."""
    with scoped("lin_he"):
        return add_contact(draft=contact_draft(cast.station.pk), by=actor("lin_he"))


def opening(**changes):
    """What the form for an office sends."""
    facts = {"place": world.TOWN, "kind": "station", "name": "杏花站", "opened_on": "2020-3-8", "duties": ""}
    return {**facts, **changes}


def table(answer):
    """The rows of an exported workbook under its headings."""
    return list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))[3:]


def test_the_tree_counts_every_kind_on_every_branch(cast, client_of):
    page = client_of("he_qing").get(NETWORK)
    root = page.context["root"]
    assert [str(branch.place) for branch in root.branches] == ["青溪县", "白沙县"]
    qingxi = root.branches[0]
    assert (qingxi.kinds["station"], qingxi.kinds["panel"], qingxi.kinds["federation"]) == (1, 1, 4)
    assert {str(leaf.place): leaf.total for leaf in qingxi.branches} == {"河湾乡": 4, "石桥乡": 1}
    assert root.total == len(world.OFFICES) - 1  # the far city's federation is not below this city
    by_label = {row.label: row.total for row in page.context["kinds"]}
    assert sum(by_label.values()) == root.total


def test_what_the_page_counts_is_what_the_figures_count(cast, actor, scoped, client_of):
    from django.utils import timezone

    keys = {"station": "places.stations", "panel": "places.panels", "legal_aid": "places.legal_aid"}
    today = timezone.localdate()
    context = client_of("he_qing").get(NETWORK).context
    with scoped("he_qing"):
        values = evaluate_all(
            [ALL[key] for key in (*keys.values(), "places.towns_without_station")],
            area=Area.of(cast.city),
            period=Period(today, today),
        )
    for kind, key in keys.items():
        assert context["root"].kinds[kind] == values[key].value
    assert context["without_station"].number == values["places.towns_without_station"].value


def test_what_is_missing_is_named_with_a_way_to_add_it(cast, client_of):
    page = client_of("he_qing").get(NETWORK)
    assert [str(place) for place in page.context["without_station"].first] == ["石桥乡"]
    assert [str(place) for place in page.context["without_legal_aid"].first] == ["白沙县"]
    assert [str(office) for office in page.context["without_contact"].first] == ["河湾乡维权工作站", "沙坪乡维权工作站"]
    assert f"?place={world.OTHER_TOWN}&amp;kind=station" in page.text


def test_a_filter_narrows_tree_list_and_export_alike(cast, client_of):
    lin = client_of("lin_he")
    for asked, names in (
        ({"kind": "station"}, ["河湾乡维权工作站"]),
        ({"q": "青溪县法律"}, ["青溪县法律援助中心"]),
        ({"q": "公安", "kind": "member_unit"}, ["青溪县公安局"]),
    ):
        page = lin.get(NETWORK, asked)
        assert [office.name for office in page.context["rows"]] == names
        assert page.context["root"].total == len(names)
        assert [row[3] for row in table(lin.get("/network/export/", asked))] == names


def test_offices_are_found_by_pinyin_and_initials(cast, client_of):
    lin = client_of("lin_he")
    for typed in ("hewanxiangweiquan", "hwxwq"):
        assert [o.name for o in lin.get(NETWORK, {"q": typed}).context["rows"]] == ["河湾乡维权工作站"]


def test_a_division_opens_below_the_own_one_only(cast, client_of):
    lin = client_of("lin_he")
    town = lin.get(NETWORK, {"place": world.TOWN})
    assert {office.name for office in town.context["rows"]} >= {"河湾乡维权工作站", "柳树村妇女联合会"}
    assert [str(place) for place in town.context["above"]] == ["青溪县"]
    for outside in (world.NEIGHBOUR, world.NEIGHBOUR_TOWN, world.CITY, 123):
        assert lin.get(NETWORK, {"place": outside}).status_code == 404
        assert lin.get("/network/export/", {"place": outside}).status_code == 404


def test_a_branch_unfolds_to_its_offices_for_a_script(cast, client_of):
    page = client_of("lin_he").get(NETWORK, {"place": world.TOWN}, headers={"HX-Request": "true"})
    assert "河湾乡维权工作站" in page.text
    assert "<html" not in page.text


def test_a_big_network_costs_the_queries_of_a_small_one(cast, actor, scoped, client_of):
    he, client, costs = actor("he_qing"), client_of("he_qing"), []
    client.get(NETWORK)
    for first, many in ((210, 3), (220, 60)):
        with scoped(he):
            codes = [world.COUNTY + number * 1000 for number in range(first, first + many)]
            add_places(drafts=[PlaceDraft(code=code, name=f"{code}乡") for code in codes], by=he)
            drafts = [office_draft(code, name=f"{code}站") for code in codes]
            add_offices(drafts=[*drafts, *(office_draft(world.CITY, name=f"市站{d.name}") for d in drafts)], by=he)
        with CaptureQueriesContext(connection) as captured:
            client.get(NETWORK)
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_pages_of_offices_follow_by_key(cast, actor, scoped, client_of):
    lin = actor("lin_he")
    with scoped(lin):
        add_offices(drafts=[office_draft(world.TOWN, name=f"{number:03}站") for number in range(70)], by=lin)
    client = client_of("lin_he")
    first = client.get(NETWORK, {"kind": "station"})
    second = client.get(first.context["pages"]["next"])
    shown = [office.pk for page in (first, second) for office in page.context["rows"]]
    assert len(shown) == len(set(shown)) == 71
    assert client.get(NETWORK, {"after": "x~y"}).status_code == 200


def test_an_office_page_tells_who_is_there_with_numbers_masked(cast, contact, client_of):
    text = client_of("lin_he").get(f"/network/offices/{cast.station.pk}/").text
    for word in ("河湾乡维权工作站", "江雪", "138****0002", "河湾乡妇女联合会"):
        assert word in text
    assert "13800000002" not in text


def test_a_number_is_shown_once_with_a_reason_in_the_trail(cast, contact, client_of, scoped):
    zhou, address = client_of("zhou_sui"), f"/network/contacts/{contact.pk}/unmask/"
    refused = zhou.post(address, {"why": " "}, follow=True)
    assert "13800000002" not in refused.text
    assert "13800000002" in zhou.post(address, {"why": "夜间求助"}).text
    assert "13800000002" not in zhou.get(f"/network/offices/{cast.station.pk}/").text
    with scoped("lin_he"):
        assert [entry.why for entry in Entry.objects.filter(verb=Verb.UNMASK)] == ["夜间求助"]


def test_an_office_is_opened_corrected_and_closed_by_form(cast, client_of):
    lin = client_of("lin_he")
    page = lin.post("/network/offices/new/", opening(duties="接待来访\n\n调解纠纷\n接待来访"), follow=True)
    office = Office.objects.get(name="杏花站")
    assert [duty.text for duty in office.duties.all()] == ["接待来访", "调解纠纷"]
    assert page.redirect_chain == [(f"/network/offices/{office.pk}/", 302)]
    edit = f"/network/offices/{office.pk}/edit/"
    assert lin.get(edit).context["form"]["duties"].initial == "接待来访\n调解纠纷"
    lin.post(edit, opening(name="杏花维权站", opened_on="2020年3月9日", duties="调解纠纷", parent=cast.town.pk))
    office.refresh_from_db()
    assert (office.name, office.opened_on.day, office.parent) == ("杏花维权站", 9, cast.town)
    assert list(Duty.objects.values_list("text", flat=True)) == ["调解纠纷"]
    close = f"/network/offices/{office.pk}/close/"
    assert lin.post(close, {"on": "2999-1-1", "why": "x"}).context["form"].errors["on"]
    lin.post(close, {"on": "2024-3-8", "why": "撤并"})
    office.refresh_from_db()
    assert office.closed_on.isoformat() == "2024-03-08"
    assert "杏花维权站" not in lin.get(NETWORK, {"q": "杏花维权站", "kind": "station"}).context["rows"]


def test_a_form_that_fails_keeps_what_was_typed_and_says_why_beside_the_field(cast, client_of):
    page = client_of("lin_he").post("/network/offices/new/", opening(name="河湾乡维权工作站", opened_on="13.8"))
    assert page.context["form"].errors["opened_on"]
    again = client_of("lin_he").post("/network/offices/new/", opening(name="河湾乡维权工作站", address="街口"))
    assert "河湾乡维权工作站" in again.context["form"].errors["name"][0]
    assert "街口" in again.text


def test_the_form_offers_only_places_of_the_own_area(cast, client_of):
    form = client_of("lin_he").get("/network/offices/new/").context["form"]
    assert world.NEIGHBOUR_TOWN not in [place.pk for place in form.fields["place"].queryset]
    assert cast.neighbour not in form.fields["parent"].queryset
    answer = client_of("lin_he").post("/network/offices/new/", opening(place=world.NEIGHBOUR_TOWN))
    assert answer.context["form"].errors["place"]


def test_a_contact_is_added_corrected_reached_and_removed_by_form(cast, contact, client_of, scoped):
    zhou = client_of("zhou_sui")
    zhou.post(f"/network/offices/{cast.station.pk}/contacts/new/", {"name": "柳青", "phone": "0990-7654321"})
    edit = f"/network/contacts/{contact.pk}/edit/"
    assert "13800000002" not in zhou.get(edit).text
    zhou.post(edit, {"name": "江雪", "post": "副站长", "phone": ""})
    zhou.post(edit, {"step": "reached"})
    with scoped("zhou_sui"):
        kept = Contact.objects.get(pk=contact.pk)
        assert (kept.phone, kept.post, kept.reached_on is not None) == ("13800000002", "副站长", True)
    zhou.post(edit, {"name": "江雪", "no_phone": "on"})
    with scoped("zhou_sui"):
        assert Contact.objects.get(pk=contact.pk).phone == ""
    assert zhou.post(edit, {"name": "江雪", "phone": "abc"}).context["form"].errors["phone"]
    zhou.post(edit, {"step": "remove"})
    with scoped("zhou_sui"):
        assert list(Contact.objects.values_list("name", flat=True)) == ["柳青"]


def test_the_wrong_person_finds_nothing(cast, contact, client_of):
    """The neighbour's officer, by page, form, export, unmasking, search and guess."""
    tian, pk = client_of("tian_yuan"), cast.station.pk
    for address in (
        f"/network/offices/{pk}/",
        f"/network/offices/{pk}/edit/",
        f"/network/offices/{pk}/contacts/new/",
        f"/network/contacts/{contact.pk}/edit/",
        f"/trail/places_office/{pk}/",
    ):
        assert tian.get(address).status_code == 404, address
    for address, sent in (
        (f"/network/offices/{pk}/edit/", opening()),
        (f"/network/offices/{pk}/close/", {"on": "2024-3-8", "why": "x"}),
        (f"/network/offices/{pk}/contacts/new/", {"name": "外人"}),
        (f"/network/contacts/{contact.pk}/edit/", {"step": "remove"}),
        (f"/network/contacts/{contact.pk}/unmask/", {"why": "好奇"}),
    ):
        assert tian.post(address, sent).status_code == 404, address
    assert "河湾" not in tian.get(NETWORK).text
    assert "青溪" not in tian.get("/search/", {"q": "qxx"}).text
    assert all("河湾" not in str(row) for row in table(tian.get("/network/export/")))


def test_roles_without_the_task_are_refused(cast, contact, client_of):
    pk = cast.station.pk
    assert client_of("zhou_sui").get("/network/offices/new/").status_code == 403
    assert client_of("gu_xin").get(f"/network/offices/{pk}/edit/").status_code == 403
    for who in ("mu_qing", "ning_zhou", "ji_xue", "an_ran", "ding_shu"):
        assert client_of(who).get(NETWORK).status_code == 403, who
    system = client_of("xi_yuan")
    assert "江雪" not in system.get(f"/network/offices/{pk}/").text
    assert system.post(f"/network/contacts/{contact.pk}/unmask/", {"why": "x"}).status_code == 403


def test_the_desk_names_townships_without_a_station_to_officers_alone(cast, actor, scoped):
    from tonghu.web.places.tasks import waiting

    for who, number in (("lin_he", 1), ("he_qing", 1), ("zhou_sui", 0), ("gu_xin", 0), ("xi_yuan", 0)):
        with scoped(who):
            lines = waiting(actor(who))
            assert len(lines) == number, who
            assert all(f"place={world.OTHER_TOWN}" in line.url for line in lines)


def test_the_search_finds_offices_of_the_own_area(cast, actor, scoped):
    from tonghu.web.places.search import find

    with scoped("lin_he"):
        [hit] = find(actor("lin_he"), "qxxgaj", 8)
    assert (hit.title, hit.url) == ("青溪县公安局", f"/network/offices/{cast.police.pk}/")
    with scoped("ning_zhou"):
        assert find(actor("ning_zhou"), "qxxgaj", 8) == []


def test_a_panel_is_only_listed(cast, client_of):
    assert not cast.panel.acts
    assert cast.panel not in Office.objects.acting()
    assert cast.panel.kind == OfficeKind.PANEL
    assert client_of("lin_he").get(f"/network/offices/{cast.panel.pk}/").status_code == 200
