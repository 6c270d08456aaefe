import json
from datetime import date

import pytest
from django.db import connection

from tests.factories.activities import activity
from tonghu.kit.scope import NOBODY, enter, within
from tonghu.outreach.filters import Sort, Wanted
from tonghu.outreach.queries import Cursor, count, listed, page


@pytest.fixture
def year(actor, cast):
    """Six activities of 青溪县 and one of its neighbour that every search below would also match."""
    zhou, lin, tian = actor("zhou_sui"), actor("lin_he"), actor("tian_yuan")
    return {
        "drown": activity(
            zhou, title="防溺水进校园", venue="河湾小学", day=date(2026, 4, 22), audience=512, kind="lecture"
        ),
        "law": activity(
            lin, title="维权周送法下乡", venue="县城广场", day=date(2026, 3, 8), audience=1100, topics=("law",)
        ),
        "young": activity(zhou, title="六一宣传100场", venue="中心广场", day=date(2026, 6, 1), consulted=7),
        "percent": activity(lin, title="满意率100%", venue="广场", day=date(2026, 5, 1)),
        "old": activity(lin, title="防溺水宣传", venue="水库", day=date(2025, 7, 1), audience=3),
        "latin": activity(lin, title="网络安全ＶＲ体验课", venue="县一中", day=date(2026, 2, 2)),
        "neighbour": activity(tian, title="防溺水进校园", venue="河湾小学", day=date(2026, 4, 23), audience=99),
    }  # fmt: skip


def found(by, **wanted) -> list[str]:
    with within(by.scope):
        return [row.title for row in listed(by, Wanted(**wanted))]


@pytest.mark.parametrize(
    ("q", "titles"),
    [
        ("溺水", ["防溺水进校园", "防溺水宣传"]),
        ("溺水 校园", ["防溺水进校园"]),
        ("水溺", []),
        ("fangni", ["防溺水进校园", "防溺水宣传"]),
        ("fns", ["防溺水进校园", "防溺水宣传"]),
        ("河湾小学", ["防溺水进校园"]),
        ("100%", ["满意率100%"]),
        ("100场", ["六一宣传100场"]),
        ("_", []),
        ("vr", ["网络安全ＶＲ体验课"]),
        ("ＶＲ体验", ["网络安全ＶＲ体验课"]),
        ("'; drop table outreach_activity; --", []),
        ("   ", None),
    ],
)
def test_search_by_name_venue_pinyin_and_initials(actor, year, q, titles):
    assert found(actor("lin_he"), q=q) == (titles if titles is not None else found(actor("lin_he")))


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        ({"kind": "lecture"}, ["drown"]),
        ({"topic": "law"}, ["law"]),
        ({"first": date(2026, 5, 1)}, ["young", "percent"]),
        ({"first": date(2025, 1, 1), "last": date(2025, 12, 31)}, ["old"]),
        ({"q": "宣传", "first": date(2026, 1, 1)}, ["young"]),
        ({"q": "溺水", "kind": "lecture", "last": date(2026, 4, 22)}, ["drown"]),
        ({"sort": Sort.AUDIENCE, "q": "溺水"}, ["drown", "old"]),
        ({"sort": Sort.CONSULTED}, ["young", "latin", "old", "percent", "law", "drown"]),
    ],
)
def test_filters_with_and_without_words(actor, year, wanted, keys):
    assert found(actor("lin_he"), **wanted) == [year[key].title for key in keys]


def test_filters_by_place_and_office(actor, year, cast):
    lin = actor("lin_he")
    for facts in ({"place": cast.places[990101101000]}, {"office": cast.town.pk}):
        assert found(lin, **facts) == ["六一宣传100场", "防溺水进校园"]
        assert found(lin, q="溺水", **facts) == ["防溺水进校园"]
    assert len(found(lin, place=cast.places[990101000000])) == 6
    assert len(found(actor("he_qing"), place=cast.places[990100000000])) == 7
    assert found(lin, place=cast.places[990102000000]) == []


def test_a_search_ends_at_the_walls_even_inside_the_function(actor, year):
    with within(actor("tian_yuan").scope), connection.cursor() as cursor:
        wanted = Wanted(q="溺水").document()
        cursor.execute("select outreach_search(%s::jsonb, 100)", [json.dumps(wanted)])
        assert [pk for (pk,) in cursor.fetchall()] == [year["neighbour"].pk]
        enter(NOBODY)
        cursor.execute("select outreach_search(%s::jsonb, 100)", [json.dumps(wanted)])
        assert cursor.fetchall() == []
    assert found(actor("zhou_sui"), q="宣传") == ["六一宣传100场"]
    assert found(actor("xi_yuan"), q="宣传") == []


@pytest.mark.parametrize("q", ["", "水", "s"])
@pytest.mark.parametrize("sort", list(Sort))
def test_pages_follow_each_other_without_gap_or_repeat(actor, cast, sort, q):
    lin = actor("lin_he")
    for n in range(11):
        activity(
            lin, title=f"水上安全{n}", day=date(2026, 1, 1 + n // 3), audience=n // 2 or None, consulted=n % 3 or None
        )
    wanted = Wanted(q=q, sort=sort)
    with within(lin.scope):
        whole = [row.pk for row in listed(lin, wanted)]
        seen, after = [], None
        while True:
            rows, following = page(lin, wanted, after=after, size=4)
            seen += [row.pk for row in rows]
            if following is None:
                break
            after = Cursor.read(str(following), sort)
            assert after == following
    assert seen == whole
    assert len(seen) == 11


@pytest.mark.parametrize(
    "text", ["", "x", "~", "2026-13-01~5", "abc~5", "~5;", "9999999999~1", "2026-01-01~" + "9" * 30]
)
def test_a_tampered_cursor_is_no_cursor(text):
    assert Cursor.read(text, Sort.DAY) is None
    assert Cursor.read("2026-01-01~5", Sort.AUDIENCE) is None


def test_the_count_is_the_lists_and_stops_where_it_is_told(actor, year, monkeypatch):
    lin = actor("lin_he")
    with within(lin.scope):
        for wanted in (Wanted(), Wanted(q="溺水"), Wanted(kind="lecture"), Wanted(q="溺水", first=date(2026, 1, 1))):
            counted = count(lin, wanted)
            rows = list(listed(lin, wanted))
            assert (counted.number, counted.exact) == (len(rows), True)
            assert counted.audience == (sum(row.audience or 0 for row in rows) or None)
        monkeypatch.setattr("tonghu.outreach.queries.MOST_COUNTED", 5)
        assert not count(lin, Wanted()).exact
        assert count(lin, Wanted(), all_of_them=True).exact
        assert count(lin, Wanted(q="溺水"), all_of_them=True).number == 2
