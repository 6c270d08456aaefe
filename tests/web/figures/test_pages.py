"""Pages of figures: all of them, one, its records; who may see what, and at what price."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.factories.activities import activity
from tests.factories.world import COUNTY, NEIGHBOUR, TOWN
from tonghu.outreach.rules import ActivityKind

FIGURES = "/figures/"
PUBLICITY = "/figures/outreach.publicity/"
SPRING = {"period": "2026H1"}


@pytest.fixture
def spring(cast, actor):
    return [
        activity(actor("lin_he"), day=date(2026, 3, 8), title="维权周开场", consulted=40),
        activity(actor("zhou_sui"), day=date(2026, 4, 20), title="河湾集市宣传"),
        activity(actor("lin_he"), day=date(2026, 5, 15), title="家庭日讲座", kind=ActivityKind.LECTURE),
        activity(actor("lin_he"), day=date(2025, 3, 8), title="去年的维权周"),
    ]


@pytest.mark.usefixtures("spring")
def test_every_figure_stands_on_one_page(client_of):
    page = client_of("lin_he").get(FIGURES, SPRING).content.decode()
    assert "outreach.publicity" in page
    assert "places.stations" in page
    assert "2026年上半年" in page
    assert 'class="sparkline"' in page


@pytest.mark.usefixtures("spring")
def test_a_figure_shows_its_number_its_year_and_its_definition(client_of):
    answer = client_of("lin_he").get(PUBLICITY, SPRING)
    value, page = answer.context["value"], answer.content.decode()
    assert (value.value, value.before) == (2, 1)
    assert "<svg" in page
    assert 'role="img"' in page
    assert "style=" not in page
    assert [d.by for d in answer.context["divisions"]] == ["town", "kind"]


@pytest.mark.usefixtures("spring")
def test_the_records_are_the_very_ones(client_of, spring):
    page = client_of("lin_he").get(f"{PUBLICITY}records/", SPRING)
    assert [line.cells[1] for line in page.context["lines"]] == ["河湾集市宣传", "维权周开场"]
    assert page.context["count"] == "2"


@pytest.mark.usefixtures("spring")
def test_a_chair_counts_her_township_and_may_not_ask_for_the_county(client_of):
    chair = client_of("zhou_sui")
    assert chair.get(PUBLICITY, SPRING).context["value"].value == 1
    assert chair.get(PUBLICITY, {**SPRING, "area": COUNTY}).status_code == 404


@pytest.mark.usefixtures("spring")
@pytest.mark.parametrize("page", [FIGURES, PUBLICITY, f"{PUBLICITY}records/", f"{PUBLICITY}export/"])
def test_the_neighbour_learns_nothing(client_of, page):
    neighbour = client_of("tian_yuan")
    assert neighbour.get(page, {**SPRING, "area": COUNTY}).status_code == 404
    assert neighbour.get(page, {**SPRING, "area": TOWN}).status_code == 404
    answer = neighbour.get(page, SPRING)
    assert answer.status_code == 200
    said = b"".join(answer.streaming_content if answer.streaming else [answer.content])
    assert "维权周开场" not in said.decode(errors="ignore")


@pytest.mark.usefixtures("spring")
def test_the_neighbour_counts_only_her_own(client_of):
    assert client_of("tian_yuan").get(PUBLICITY, {**SPRING, "area": NEIGHBOUR}).context["value"].value == 0


@pytest.mark.parametrize("username", ["ning_zhou", "ji_xue", "mu_qing", "xi_yuan", "an_ran", "ding_shu"])
@pytest.mark.parametrize("page", [FIGURES, PUBLICITY, f"{PUBLICITY}records/", "/figures/export/"])
def test_who_does_not_work_for_a_federation_sees_no_figure(client_of, username, page):
    assert client_of(username).get(page).status_code == 403


@pytest.mark.parametrize(
    "asked", [{"period": "never"}, {"area": "1"}, {"area": "x"}, {"area": "999999999999"}, {"after": "x~y"}]
)
def test_a_garbled_question_is_answered_calmly(client_of, asked):
    assert client_of("lin_he").get(f"{PUBLICITY}records/", asked).status_code in (200, 404)


def test_no_such_figure(client_of):
    assert client_of("lin_he").get("/figures/outreach.nothing/").status_code == 404


@pytest.mark.usefixtures("spring")
def test_the_workbooks_hold_what_the_pages_show(client_of):
    officer = client_of("lin_he")
    table = _rows(officer.get("/figures/export/", SPRING))
    assert [row[2] for row in table if row[1] == "Legal publicity events" or row[1] == "法制宣传活动"] == [2]
    listed = _rows(officer.get(f"{PUBLICITY}export/", SPRING))
    assert [row[1] for row in listed] == ["河湾集市宣传", "维权周开场"]
    assert sum(row[-1] for row in listed) == 2


@pytest.mark.parametrize("page", [FIGURES, PUBLICITY, f"{PUBLICITY}records/"])
def test_three_records_cost_the_queries_of_thirty(client_of, actor, page, django_assert_num_queries):
    officer = client_of("lin_he")
    for day in range(1, 4):
        activity(actor("lin_he"), day=date(2026, 3, day))
    officer.get(page, SPRING)
    few = _queries(officer, page)
    for day in range(1, 28):
        activity(actor("lin_he"), day=date(2026, 4, day))
    assert _queries(officer, page) == few


def test_the_next_page_begins_where_this_one_ends(client_of, actor):
    for number in range(53):
        activity(actor("lin_he"), day=date(2026, 3, 1 + number % 20), title=f"第{number}场")
    officer = client_of("lin_he")
    first = officer.get(f"{PUBLICITY}records/", SPRING)
    second = officer.get(first.context["pages"]["next"])
    seen = [line.key for page in (first, second) for line in page.context["lines"]]
    assert len(seen) == len(set(seen)) == 53
    assert second.context["pages"]["next"] == ""


def _queries(client, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        client.get(page, SPRING)
    return len(caught)


def _rows(answer):
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    return [row for row in list(sheet.iter_rows(values_only=True))[3:] if row[0] is not None]
