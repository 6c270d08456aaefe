"""Tampered addresses: every page asked with what it never offers, by the neighbour who wants to know."""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.examples import EXAMPLES, Example
from tests.access.reach import ROLES, fill_all, secrets_from
from tests.access.test_matrix import ask, said
from tests.factories.records import Records
from tests.factories.world import COUNTY, NEIGHBOUR, TOWN, Cast
from tonghu.access.rules import MAY

ClientOf = Callable[[str], Client]

ODD = (
    "\x00",
    "\x0b",
    "'",
    '"><script>',
    "%",
    "\\",
    "-1",
    "0",
    "9" * 30,
    "１２",
    "~",
    "None",
    "[]",
    "${7*7}",
    "{{7*7}}",
)
NAMES = (
    "q", "after", "before", "sort", "kind", "topic", "place", "area", "period", "office", "first", "last", "state",
    "year", "own", "oldest", "role", "left", "count", "saved", "user", "verb", "table", "object", "since", "until",
    "next", "part",
)  # fmt: skip


@pytest.fixture
def everywhere(cast: Cast) -> dict[str, Records]:
    return fill_all(cast)


def readable(username: str) -> Iterator[tuple[str, Example]]:
    """Pages that are read by address and that she may open."""
    for name, example in EXAMPLES.items():
        if example.method == "GET" and example.opens in MAY and ROLES[username] & MAY[example.opens]:
            yield name, example


def address(name: str, example: Example, records: Records) -> str:
    return reverse(f"web:{name}", kwargs=example.of(records) if example.of else {})


@pytest.mark.parametrize("odd", ODD, ids=[f"{text[:6]!r}" for text in ODD])
def test_an_odd_parameter_is_no_way_in_and_no_crash(
    odd: str, everywhere: dict[str, Records], client_of: ClientOf
) -> None:
    for username in ("tian_yuan", "an_ran", "ding_shu"):
        client, hidden = client_of(username), secrets_from(username)
        for name, example in readable(username):
            response = client.get(address(name, example, everywhere["neighbour_town"]), dict.fromkeys(NAMES, odd))
            text = said(response)
            assert response.status_code < 500, name
            assert "<script>" not in text, name
            assert example.tells_all or [one for one in hidden if one in text] == [], name


def foreign(records: Records) -> dict[str, Any]:
    """The neighbour's words, ids and places, each under the name that a page reads."""
    activity = records["outreach_activity"]
    return {
        "q": "标记", "office": records.office.pk, "place": TOWN, "area": COUNTY, "object": activity.pk,
        "table": "outreach_activity", "user": records.by.pk, "after": f"2026-12-31~{activity.pk + 1}", "count": "all",
    }  # fmt: skip


def test_another_countys_office_place_and_area_filter_nothing_in(
    everywhere: dict[str, Records], client_of: ClientOf
) -> None:
    client, hidden = client_of("tian_yuan"), secrets_from("tian_yuan")
    for name, example in readable("tian_yuan"):
        for records in (everywhere["town"], everywhere["county"]):
            for asked in ({key: value} for key, value in foreign(records).items()):
                for headers in ({}, {"HX-Request": "true"}):
                    url = address(name, example, everywhere["neighbour_town"])
                    text = said(client.get(url, asked, headers=headers))
                    assert [one for one in hidden if one in text] == [], (name, asked)


@pytest.mark.parametrize("area", [COUNTY, TOWN, 990100000000, 990000000000, NEIGHBOUR + 10**6])
def test_figures_of_an_area_not_ones_own_do_not_exist(
    area: int, everywhere: dict[str, Records], client_of: ClientOf
) -> None:
    for name in ("figures", "figures-export", "figure", "figure-records", "figure-export"):
        url = address(name, EXAMPLES[name], everywhere["town"])
        assert client_of("tian_yuan").get(url, {"area": str(area)}).status_code == 404
        assert client_of("qiao_an").get(url, {"area": str(area)}).status_code == 404


@pytest.mark.parametrize("tail", ["\x00", "\x0b", "'", "..", "%2e%2e"])
def test_an_odd_path_is_not_found_and_no_crash(tail: str, cast: Cast, client_of: ClientOf) -> None:
    client = client_of("lin_he")
    for path in (f"/figures/{tail}/", f"/trail/people_person{tail}/1/", f"/reports/1/figures/{tail}/", f"/{tail}/"):
        assert client.get(quote(path, safe="/%")).status_code in (301, 400, 404), path


RECORDS = [name for name, one in EXAMPLES.items() if one.of and one.opens in MAY and not one.shared]


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_that_is_not_ones_own_looks_like_none(
    name: str, everywhere: dict[str, Records], client_of: ClientOf
) -> None:
    """Same status, same words: a foreign id and an id that nobody has cannot be told apart."""
    example = EXAMPLES[name]
    client = client_of("tian_yuan")
    theirs = ask(client, name, example, everywhere["town"])

    def nobodys(records: Records) -> dict[str, Any]:
        assert example.of
        kwargs = example.of(records)
        return {key: 10**15 + 7 if isinstance(value, int) else value for key, value in kwargs.items()}

    none = ask(client, name, Example(example.opens, nobodys, example.method, example.data), everywhere["town"])
    assert theirs.status_code == none.status_code
    same = {"Set-Cookie"}
    assert {k for k in theirs.headers if k not in same} == {k for k in none.headers if k not in same}
    strip = lambda response: response.said.replace(response.wsgi_request.path, "")  # noqa: E731
    assert len(strip(theirs)) == pytest.approx(len(strip(none)), abs=200)


def test_a_number_too_large_is_not_found(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("lin_he")
    for path in ("/activities/%s/", "/people/%s/", "/reports/%s/", "/network/offices/%s/", "/trail/people_person/%s/"):
        assert client.get(path % ("9" * 40)).status_code == 404, path


SPANS = (
    "0001", "9999", "0001-01..9999-12", "9999-12-31..9999-12-31", "2026-02-30", "2026-13", "0000", "2026H3", "-2026",
    "1000-01..3000-12", "2006-01..2025-12",
)  # fmt: skip


@pytest.mark.parametrize("span", SPANS)
def test_a_period_beyond_all_time_is_a_page_and_soon_there(span: str, cast: Cast, client_of: ClientOf) -> None:
    client, begun = client_of("lin_he"), perf_counter()
    for name in ("figures", "figures-export", "figure", "figure-records", "figure-export"):
        kwargs = {"key": "outreach.audience"} if name.startswith("figure-") or name == "figure" else {}
        assert client.get(reverse(f"web:{name}", kwargs=kwargs), {"period": span}).status_code in (200, 404), name
    assert perf_counter() - begun < 60, "two thousand years took three minutes of one of the server's few threads"


DAYS = ("0001-01-01", "9999-12-31", "2026-02-30", "12.31", "1.1.1.1", "9" * 30, "-1", "29.2")


@pytest.mark.parametrize("day", DAYS)
def test_a_day_beyond_all_time_is_a_sentence(day: str, cast: Cast, client_of: ClientOf) -> None:
    client = client_of("lin_he")
    span = {"period": "other", "first": day, "last": day, "token": "6a0c3f5e-8f0d-4a53-9a4e-0f6b4a9d2c12"}
    page = client.post("/reports/new/", span, follow=True)
    assert page.status_code in (200, 422)
    if page.redirect_chain:
        assert client.get(f"{page.redirect_chain[-1][0]}docx/").status_code == 200
    for path in ("/activities/", "/activities/export/"):
        assert client.get(path, {"first": day, "last": day}).status_code == 200
    assert client_of("ding_shu").get("/trail/", {"since": day, "until": day}).status_code == 200
    handouts = {"handouts-TOTAL_FORMS": "0", "handouts-INITIAL_FORMS": "0"}
    facts = {"day": day, "last_day": day, "venue": "广场", "kind": "campaign", "token": span["token"], **handouts}
    assert client.post("/activities/new/", facts).status_code in (302, 422)
