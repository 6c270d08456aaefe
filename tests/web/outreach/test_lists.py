from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.factories.activities import activity, material
from tonghu.kit.scope import within
from tonghu.outreach import queries
from tonghu.outreach.actions import withdraw_activity
from tonghu.outreach.filters import Wanted
from tonghu.outreach.models import Activity
from tonghu.outreach.queries import count
from tonghu.trail.models import Entry


def exported(response) -> list[tuple]:
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    return list(book.active.iter_rows(min_row=3, values_only=True))


def test_the_county_officer_sees_at_once_what_the_township_logged(client_of, actor, cast):
    activity(actor("zhou_sui"), audience=512, consulted=86, coorganisers=(cast.justice.pk, cast.police.pk))
    page = client_of("lin_he").get("/activities/").content.decode()
    assert "维权周送法下乡" in page
    assert "512" in page
    assert "周穗" in page


@pytest.mark.parametrize(
    "address", ["/activities/", "/activities/print/", "/activities/?q=维权", "/activities/export/"]
)
def test_the_neighbour_sees_none_of_it_not_even_a_count(client_of, actor, address):
    activity(actor("zhou_sui"))
    response = client_of("tian_yuan").get(address)
    if address.endswith("export/"):
        assert len(exported(response)) == 1
    else:
        page = response.content.decode()
        assert "维权周送法" not in page
        assert "1 场" not in page


def test_records_of_another_county_look_like_none(client_of, actor):
    pk = activity(actor("zhou_sui")).pk
    tian = client_of("tian_yuan")
    for address in (f"/activities/{pk}/", f"/activities/{pk}/edit/", f"/activities/{pk}/files/1/"):
        assert tian.get(address).status_code == 404
    for address in (f"/activities/{pk}/withdraw/", f"/activities/{pk}/files/", f"/activities/{pk}/files/1/remove/"):
        assert tian.post(address, {"why": "试试"}).status_code == 404
    assert client_of("lin_he").get(f"/activities/{pk}/").status_code == 200


def test_list_count_and_export_say_the_same(client_of, actor):
    lin, client = actor("lin_he"), client_of("lin_he")
    for n in range(7):
        activity(
            lin, title=f"第{n}场宣传", day=date(2026, 1 + n, 1), audience=n * 10, kind="lecture" if n % 2 else "contest"
        )
    for query, wanted in {
        "": Wanted(),
        "?kind=lecture": Wanted(kind="lecture"),
        "?q=宣传&first=2026-3-1": Wanted(q="宣传", first=date(2026, 3, 1)),
    }.items():
        with within(lin.scope):
            counted = count(lin, wanted)
        lines = exported(client.get(f"/activities/export/{query}"))
        page = client.get(f"/activities/{query}").content.decode()
        assert len(lines) - 1 == counted.number == page.count("<tr data-href")
        assert f"{counted.number} " in page
        audience = lines[0].index("听众")
        assert sum(line[audience] or 0 for line in lines[1:]) == (counted.audience or 0)
    assert lines[1][0].date() == date(2026, 7, 1)


def test_no_exported_text_runs_as_a_formula(client_of, actor):
    lin = actor("lin_he")
    activity(lin, title='=HYPERLINK("http://x")', venue="+1+1", note="@SUM(A1)")
    response = client_of("lin_he").get("/activities/export/")
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    cells = [cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(cell.value.startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}


def test_an_export_is_on_the_trail(client_of, actor):
    lin = actor("lin_he")
    activity(lin)
    client_of("lin_he").get("/activities/export/?kind=campaign")
    with within(lin.scope):
        entry = Entry.objects.visible_to(lin).get(verb="export")
        assert (entry.actor, entry.after["rows"], entry.after["query"]) == ("林禾", 1, "kind=campaign")


def test_the_next_page_follows(client_of, actor):
    lin, client = actor("lin_he"), client_of("lin_he")
    for n in range(60):
        activity(lin, title=f"第{n}场", day=date(2026, 1, 1 + n // 3))
    first = client.get("/activities/?kind=campaign")
    rows, following = first.context["rows"], first.context["next"]
    assert len(rows) == 50
    assert "kind=campaign" in following
    second = client.get(f"/activities/{following}")
    assert len(second.context["rows"]) == 10
    assert not second.context["next"]
    assert {row.url for row in rows}.isdisjoint(row.url for row in second.context["rows"])


def test_filters_that_cannot_be_read_are_said(client_of, actor):
    activity(actor("lin_he"))
    for query in (
        "first=gestern",
        "place=没有乡",
        "kind=party",
        "after=zzz",
        "office=x",
        "sort=name",
        "q=" + "长" * 200,
    ):
        page = client_of("lin_he").get(f"/activities/?{query}")
        assert page.status_code == 200


def test_a_filter_that_cannot_be_read_says_nothing_of_saving(client_of, actor):
    activity(actor("lin_he"))
    page = client_of("lin_he").get("/activities/?first=gestern").content.decode()
    assert "没有看懂" in page
    assert "还没有保存" not in page


def test_on_a_phone_a_row_says_day_office_and_counts_below_its_title(client_of, actor):
    held = activity(actor("lin_he"), audience=512)
    page = client_of("lin_he").get("/activities/").content.decode()
    assert f'<small class="under">{held.day.isoformat()} · 青溪县妇联 · 听众 512 人次</small>' in page


def test_a_filter_is_a_word_that_can_be_removed(client_of, actor, cast):
    activity(actor("zhou_sui"))
    page = client_of("lin_he").get(f"/activities/?kind=campaign&place=河湾&office={cast.town.pk}")
    words = dict(page.context["words"])
    assert len(words) == 3
    assert all("after" not in address for address in words.values())
    assert len(page.context["rows"]) == 1


@pytest.mark.parametrize(
    "address", ["/activities/", "/activities/?q=活动", "/activities/export/", "/activities/print/"]
)
def test_a_list_of_thirty_costs_the_queries_of_three(client_of, actor, cast, address):
    lin, client, reader = actor("lin_he"), client_of("lin_he"), material()
    client.get(address)

    def cost(until: int) -> int:
        for n in range(until - cost.made):
            activity(
                lin, title=f"活动{n}", handouts=((reader.pk, 1),), coorganisers=(cast.justice.pk, cast.police.pk),
                audiences=(("parents", 3),),
            )  # fmt: skip
        cost.made = until
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
            assert response.status_code == 200
            if response.streaming:
                b"".join(response.streaming_content)
        return len(queries)

    cost.made = 0
    assert cost(3) == cost(30)


def test_a_page_with_many_parts_costs_the_queries_of_one_with_few(client_of, actor, cast):
    lin, client = actor("lin_he"), client_of("lin_he")
    few = activity(
        lin, handouts=((material("甲").pk, 1),), coorganisers=(cast.justice.pk,), audiences=(("parents", 1),)
    )
    many = activity(
        lin, handouts=tuple((material(f"资料{n}").pk, 5) for n in range(12)),
        coorganisers=(cast.justice.pk, cast.police.pk, cast.school.pk), audiences=(("parents", 1), ("pupils", 2)),
    )  # fmt: skip
    costs = []
    for one in (few, few, many):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/activities/{one.pk}/").status_code == 200
        costs.append(len(queries))
    assert costs[1] == costs[2]


def test_names_are_suggested_by_chinese_pinyin_and_initials(client_of, cast):
    lin = client_of("lin_he")
    for sort, typed, name in (
        ("units", "司法", "青溪县司法局"),
        ("units", "qxxgaj", "青溪县公安局"),
        ("own-units", "hewan", "河湾乡妇女联合会"),
        ("places", "shiqiao", "石桥乡"),
    ):
        assert name in lin.get(f"/activities/names/{sort}/", {"q": typed}).content.decode()
    assert "白沙" not in lin.get("/activities/names/own-units/", {"q": "白沙"}).content.decode()
    assert "合议庭" not in lin.get("/activities/names/units/", {"q": "合议庭"}).content.decode()
    assert lin.get("/activities/names/units/", {"q": ""}).content.strip() == b""


@pytest.mark.parametrize("username", ["ning_zhou", "ji_xue", "mu_qing", "xi_yuan", "an_ran", "ding_shu"])
def test_who_may_not_open_the_desk(client_of, username):
    client = client_of(username)
    for address in (
        "/activities/",
        "/activities/export/",
        "/activities/print/",
        "/activities/new/",
        "/activities/imports/",
    ):
        assert client.get(address).status_code == 403


def test_a_list_without_conditions_states_what_stands(client_of, actor):
    lin = actor("lin_he")
    for n in range(3):
        activity(lin, title=f"第{n}场", audience=100)
    with within(lin.scope):
        withdraw_activity(activity=Activity.objects.visible_to(lin).latest("pk"), by=lin, why="重复登记")
    unconditioned = client_of("lin_he").get("/activities/").context["sub"]
    assert "2 场" in unconditioned
    assert "200" in unconditioned
    assert client_of("lin_he").get("/activities/?kind=campaign").context["sub"] == unconditioned
    assert "0 场" in client_of("tian_yuan").get("/activities/").context["sub"]


def test_counting_stops_and_goes_on_when_asked(client_of, actor):
    for n in range(queries.PAGE + 2):
        activity(actor("lin_he"), title=f"普法第{n}场", audience=1)
    page = client_of("lin_he").get("/activities/?q=普法")
    assert "50+ 场" in page.context["sub"]
    recounted = client_of("lin_he").get(f"/activities/{page.context['recount']}").context
    assert "52 场 · 听众 52 人次" in recounted["sub"]
    assert not recounted["recount"]
    few = client_of("lin_he").get("/activities/?q=第7场").context
    assert "1 场 · 听众 1 人次" in few["sub"]
