"""Monday's page, the desk's lines, the terms: who sees what, and at what price."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.work import owe, subject
from tests.factories.world import Cast
from tonghu.access.actor import Actor
from tonghu.kit.scope import Confidentiality
from tonghu.web.work.tasks import MOST, waiting
from tonghu.work.actions import discharge
from tonghu.work.models import ClosedDay, Obligation, Term

ActorOf = Callable[..., Actor]
ClientOf = Callable[[str], Client]
Scoped = Callable[..., AbstractContextManager[None]]


def today() -> date:
    return timezone.localdate()


def rows(client: Client, what: str, **asked: object) -> str:
    return client.get("/late/rows/", {"what": what, **asked}).content.decode()


def test_the_two_per_cent_behind_the_rate_can_be_opened(
    cast: Cast, actor: ActorOf, client_of: ClientOf, scoped: Scoped
) -> None:
    lin_he = actor("lin_he")
    begun = today() - timedelta(days=20)
    for number in range(1, 51):
        owe(lin_he, number, since=begun, due=today() - timedelta(days=3), kind="task")
    with scoped(lin_he):
        for number in range(1, 50):
            discharge(subject=subject(number), by=lin_he)
        Obligation.objects.filter(subject_id__lt=50).update(in_time=True)
    head = client_of("gu_xin")
    page = head.get("/late/").content.decode()
    assert "98%" in page
    assert "青溪信访〔2026〕50号" in rows(head, "missed")
    assert "青溪信访〔2026〕49号" not in rows(head, "missed")
    assert "青溪信访〔2026〕49号" in rows(head, "kept")


def test_one_missed_of_many_is_never_a_hundred_per_cent(
    cast: Cast, actor: ActorOf, client_of: ClientOf, scoped: Scoped
) -> None:
    lin_he = actor("lin_he")
    for number in range(1, 4):
        owe(lin_he, number, since=today() - timedelta(days=9), due=today() - timedelta(days=2), kind="task")
    with scoped(lin_he):
        Obligation.objects.filter(subject_id__lt=3).update(state="done", ended_at=timezone.now(), in_time=True)
    assert "66.6%" in client_of("gu_xin").get("/late/").content.decode()


@pytest.mark.parametrize("who", ["tian_yuan", "pei_yue", "qiao_an"])
def test_the_neighbour_sees_nothing_not_even_a_number(
    cast: Cast, actor: ActorOf, client_of: ClientOf, who: str
) -> None:
    before = client_of(who).get("/late/").content
    lin_he = actor("lin_he")
    owe(lin_he, 1, since=date(2026, 1, 5))
    page = client_of(who).get("/late/").content.decode()
    assert "青溪" not in page
    assert page.count("<tr") == before.decode().count("<tr")
    office = cast.offices["county"].pk
    assert client_of(who).get("/late/rows/", {"what": "late", "office": office}).status_code == 400
    assert "青溪" not in rows(client_of(who), "late")


@pytest.mark.parametrize(("level", "seen"), [(0, True), (1, False), (2, False)])
def test_a_superior_sees_what_is_confidential_only_where_she_is_named(
    cast: Cast, actor: ActorOf, client_of: ClientOf, level: int, seen: bool
) -> None:
    zhou_sui = actor("zhou_sui")
    owe(zhou_sui, 1, since=date(2026, 1, 5), level=level, readers=[zhou_sui.user.pk])
    assert ("青溪信访〔2026〕1号" in rows(client_of("gu_xin"), "late")) is seen
    assert ("青溪信访〔2026〕1号" in rows(client_of("zhou_sui"), "late")) is True


def test_no_export_holds_a_sealed_one(cast: Cast, actor: ActorOf, client_of: ClientOf) -> None:
    lin_he = actor("lin_he")
    owe(lin_he, 1, since=date(2026, 1, 5), level=Confidentiality.SEALED, readers=[lin_he.user.pk])
    owe(lin_he, 2, since=date(2026, 1, 5))
    from io import BytesIO

    from openpyxl import load_workbook

    sent = client_of("lin_he").get("/late/export/", {"what": "late"})
    cells = [str(cell.value) for row in load_workbook(BytesIO(b"".join(sent.streaming_content))).active for cell in row]
    assert "青溪信访〔2026〕2号" in cells
    assert "青溪信访〔2026〕1号" not in cells


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        client.get(address)
    return len(counted)


@pytest.mark.parametrize("address", ["/late/", "/late/rows/?what=late", "/"])
def test_thirty_cost_the_queries_of_three(cast: Cast, actor: ActorOf, client_of: ClientOf, address: str) -> None:
    lin_he, client = actor("lin_he"), client_of("lin_he")
    for number in range(1, 4):
        owe(lin_he, number, since=date(2026, 1, 5))
    few = queries(client, address)
    for number in range(4, 31):
        owe(lin_he, number, since=date(2026, 1, 5))
    # the desk says in one more query how many it does not list
    assert queries(client, address) <= few + (address == "/")


def test_the_desk_lists_eight_and_says_how_many_more(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    lin_he = actor("lin_he")
    for number in range(1, 13):
        owe(lin_he, number, since=date(2026, 1, 5))
    owe(lin_he, 99, since=date(2026, 1, 5), assigned=lin_he.user.pk)
    with scoped(lin_he):
        lines = waiting(lin_he)
    assert len(lines) == MOST + 1
    assert "〔2026〕99号" in lines[0].text
    assert "5" in lines[-1].text


def test_a_term_is_changed_from_a_day_on(cast: Cast, client_of: ClientOf) -> None:
    keeper = client_of("xi_yuan")
    sent = {"number": 20, "unit": "days", "since": today().isoformat(), "why": "新规定", "article": "Art 1"}
    assert keeper.post("/terms/followup/high/", {**sent, "why": ""}).status_code == 422
    assert keeper.post("/terms/followup/high/", sent).status_code == 302
    assert Term.objects.filter(key="followup.high", number=20, since=today()).exists()
    assert keeper.get("/terms/").status_code == 200
    assert keeper.get("/terms/no/such/").status_code == 404


def test_a_source_left_as_it_was_shown_stays_in_every_language(cast: Cast, client_of: ClientOf) -> None:
    keeper = client_of("xi_yuan")
    before = Term.objects.get(key="petition.finish")
    shown = keeper.get("/terms/petition/finish/").context["form"]["article"].value()
    assert shown != before.article
    sent = {"number": 60, "unit": "days", "since": today().isoformat(), "why": "核对原文", "article": shown}
    assert keeper.post("/terms/petition/finish/", sent).status_code == 302
    assert Term.objects.get(key="petition.finish", since=today()).article == before.article
    tomorrow = (today() + timedelta(days=1)).isoformat()
    keeper.post("/terms/petition/finish/", {**sent, "since": tomorrow, "article": "新条例（第9条），本县解释"})
    assert Term.objects.get(key="petition.finish", since=tomorrow).article == "新条例（第9条），本县解释"


def test_the_same_owed_twice_on_one_case_is_told_apart(cast: Cast, actor: ActorOf, scoped: Scoped) -> None:
    lin_he = actor("lin_he")
    for ordinal, begun in enumerate((date(2026, 1, 5), date(2026, 1, 6))):
        owe(lin_he, kind="task", ordinal=ordinal, since=begun, due=date(2026, 2, 2))
    with scoped(lin_he):
        first, second = waiting(lin_he)
    assert first.text == second.text
    assert ("2026-01-05" in first.small, "2026-01-06" in second.small) == (True, True)


@pytest.mark.parametrize(
    ("who", "page", "leads"),
    [
        ("gu_xin", "/late/", "/closed-days/"), ("lin_he", "/late/", "/closed-days/"),
        ("lin_he", "/", "/me/reminders/"), ("xi_yuan", "/", "/terms/"),
    ],
)  # fmt: skip
def test_a_link_leads_to_each_page_of_clocks(cast: Cast, client_of: ClientOf, who: str, page: str, leads: str) -> None:
    client = client_of(who)
    assert f'href="{leads}"' in client.get(page).content.decode()
    assert client.get(leads).status_code == 200


def test_an_office_names_its_closed_days_and_nobody_elses(cast: Cast, client_of: ClientOf) -> None:
    assert client_of("lin_he").post("/closed-days/", {"day": "2026-12-01", "why": "搬迁"}).status_code == 302
    day = ClosedDay.objects.get(office=cast.offices["county"])
    assert "搬迁" not in client_of("tian_yuan").get("/closed-days/").content.decode()
    client_of("tian_yuan").post(f"/closed-days/{day.pk}/remove/")
    assert ClosedDay.objects.filter(pk=day.pk).exists()
    client_of("lin_he").post(f"/closed-days/{day.pk}/remove/")
    assert not ClosedDay.objects.filter(pk=day.pk).exists()


def test_reminders_are_her_own(cast: Cast, client_of: ClientOf) -> None:
    lin_he = client_of("lin_he")
    assert lin_he.post("/me/reminders/", {"kind": "mail", "address": "no"}).status_code == 422
    assert lin_he.post("/me/reminders/", {"kind": "mail", "address": "lin@example.org"}).status_code == 302
    assert "lin@example.org" in lin_he.get("/me/reminders/").content.decode()
    assert "lin@example.org" not in client_of("gu_xin").get("/me/reminders/").content.decode()
