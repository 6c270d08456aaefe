"""The frame: only desks that exist and are permitted, offices of one's own, the language, the desk itself."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.factories.world import Cast
from tonghu.access.models import Grant
from tonghu.access.rules import Role
from tonghu.trail.models import Entry
from tonghu.web.frame.lines import Line, Urgency, waiting
from tonghu.web.frame.words import chinese_number, headline, since_january
from tonghu.web.hits import Hit, find

ClientOf = Callable[[str], Client]


@pytest.mark.parametrize(
    ("username", "desks"),
    [
        ("zhou_sui", ["工作台", "个案", "活动", "网络", "人员", "数据", "总结"]),
        ("shen_mei", ["工作台", "个案", "活动", "网络", "人员", "数据", "总结"]),
        ("an_ran", ["工作台", "账号"]),
        ("ding_shu", ["工作台", "留痕"]),
        ("xi_yuan", ["工作台", "网络", "宣传资料", "总结模板", "期限"]),
        ("mu_qing", ["工作台"]),
    ],
)
def test_only_desks_that_one_may_enter(cast: Cast, client_of: ClientOf, username: str, desks: list[str]) -> None:
    response = client_of(username).get("/")
    assert [link.label for link in response.context["desks"]] == desks


def test_large_actions_on_a_phone(cast: Cast, client_of: ClientOf) -> None:
    response = client_of("zhou_sui").get("/")
    assert [link.label for link in response.context["large_actions"]] == ["记一次来访", "记一场活动", "查找"]
    assert [a.label for a in client_of("shen_mei").get("/").context["large_actions"]] == ["记一次来访", "查找", "总结"]


def test_one_works_only_for_an_office_of_ones_own(cast: Cast, client_of: ClientOf) -> None:
    Grant.objects.create(user=cast["zhou_sui"], office=cast.village, role=Role.CHAIR)
    client = client_of("zhou_sui")
    assert client.get("/").context["actor"].office == cast.town
    client.post("/office-for/", {"office": cast.village.pk})
    page = client.get("/")
    assert page.context["actor"].office == cast.village
    assert page.context["other_offices"] == [cast.town]
    for other in (cast.neighbour.pk, "0", "x", ""):
        answer = client.post("/office-for/", {"office": other}, follow=True)
        assert answer.context["actor"].office == cast.village
        assert "您在那个单位没有角色" in answer.content.decode()


def test_an_ended_role_takes_its_office_along(cast: Cast, client_of: ClientOf) -> None:
    extra = Grant.objects.create(user=cast["zhou_sui"], office=cast.village, role=Role.CHAIR)
    client = client_of("zhou_sui")
    client.post("/office-for/", {"office": cast.village.pk})
    extra.delete()
    assert client.get("/").context["actor"].office == cast.town


def test_whoever_has_no_role_sees_an_empty_desk(cast: Cast, client_of: ClientOf) -> None:
    Grant.objects.filter(user=cast["zhou_sui"]).delete()
    client = client_of("zhou_sui")
    assert "您还没有角色" in client.get("/").content.decode()
    assert client.get("/activities/").status_code == 403


def test_the_trail_says_who_switched_her_language(
    cast: Cast, client_of: ClientOf, scoped: Callable[..., object]
) -> None:
    client_of("zhou_sui").post("/language/", {"language": "en"})
    with scoped("ding_shu"):  # type: ignore[attr-defined]
        entry = Entry.objects.about("accounts_user", cast["zhou_sui"].pk).get()
        assert (entry.actor, entry.after) == ("周穗", {"language": "en"})


def test_the_language_is_switched_and_remembered(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("zhou_sui")
    assert client.post("/language/", {"language": "en", "next": "/search/"}).url == "/search/"
    page = client.get("/").content.decode()
    assert '<html lang="en"' in page
    assert "To do first" in page
    cast["zhou_sui"].refresh_from_db()
    assert cast["zhou_sui"].language == "en"
    assert "To do first" in client_of("zhou_sui").get("/").content.decode(), "also in another browser"
    client.post("/language/", {"language": "xx"})
    assert "To do first" in client.get("/").content.decode()


def test_the_head_of_the_day() -> None:
    day = date(2026, 3, 9)
    assert headline(day, "zh-hans") == "三月九日，星期一"
    assert headline(day, "en") == "Monday, 9 March"
    assert since_january(day, "zh-hans") == "一月至今"
    assert since_january(date(2026, 1, 31), "en") == "January"
    assert [chinese_number(n) for n in (1, 10, 11, 20, 31)] == ["一", "十", "十一", "二十", "三十一"]


def test_the_most_pressing_stands_first(
    cast: Cast, actor: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def line(urgency: Urgency) -> Line:
        return Line("", urgency, urgency.name, "", "/", "")

    rooms = {
        "one": SimpleNamespace(waiting=lambda a: [line(Urgency.OK), line(Urgency.NEAR)]),
        "other": SimpleNamespace(waiting=lambda a: [line(Urgency.LATE), line(Urgency.PLAIN)]),
    }
    monkeypatch.setattr("tonghu.web.frame.lines.modules", lambda module: rooms)
    monkeypatch.setattr("tonghu.web.frame.lines.anything", lambda office: {})
    assert [found.text for found in waiting(actor("zhou_sui"))] == ["LATE", "NEAR", "PLAIN", "OK"]  # type: ignore[arg-type]


def test_the_desk_shows_six_figures_and_remembers_what_waits(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("lin_he")
    page = client.get("/")
    assert [value.figure.key for value in page.context["values"]] == [
        "outreach.publicity",
        "outreach.lectures",
        "outreach.copies",
        "outreach.consulted",
        "outreach.audience",
        "places.stations",
    ]
    assert client.session["waiting"] == len(page.context["lines"])
    client.post("/language/", {"language": "en"})
    assert client.get("/waiting/").content.decode().strip() == f'<b class="n">{len(page.context["lines"])}</b>'


def test_search_asks_every_room_and_nothing_for_nothing(
    cast: Cast, client_of: ClientOf, actor: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    hit = Hit("单位", "河湾乡妇联", "青溪县", "/network/offices/1/")
    monkeypatch.setattr("tonghu.web.hits.offered", lambda module, function: (lambda a, q, n: [hit],))
    client = client_of("lin_he")
    assert "河湾乡妇联" in client.get("/search/?q=hwx").content.decode()
    live = client.get("/search/?q=hwx", headers={"HX-Request": "true"}).content.decode()
    assert "河湾乡妇联" in live
    assert "<html" not in live
    assert find(actor("lin_he"), "  ") == []  # type: ignore[arg-type]


def test_words_that_mark_up_are_shown_as_words(cast: Cast, client_of: ClientOf) -> None:
    page = client_of("lin_he").get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
