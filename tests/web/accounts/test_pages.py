"""The security administrator's pages: accounts, roles, new passwords; and no record."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests.factories.world import PASSWORD, Cast
from tonghu.accounts.models import User

ClientOf = Callable[[str], Client]


def test_the_list_finds_by_name_role_and_state(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("an_ran")

    def found(**query: str) -> list[str]:
        return [user.username for user in client.get("/accounts/", query).context["users"]]

    assert len(found()) == len(cast.users)
    assert found(q="林") == ["lin_he"]
    assert found(q="lin_") == ["lin_he"]
    assert found(role="leader") == ["gu_xin", "pei_yue", "shen_mei"]
    User.objects.filter(username="gu_xin").update(is_active=False)
    assert found(state="closed") == ["gu_xin"]
    page = client.get("/accounts/", {"q": "没有这个人"}).content.decode()
    assert "没有符合条件的账号" in page


def test_the_list_costs_the_same_for_3_and_for_30(
    cast: Cast, client_of: ClientOf, django_assert_num_queries: Callable[..., Any]
) -> None:
    client = client_of("an_ran")
    client.get("/accounts/", {"q": "zhou"})
    with django_assert_num_queries(50, exact=False) as few:  # type: ignore[call-arg]
        client.get("/accounts/", {"role": "leader"})
    User.objects.bulk_create(User(username=f"many_{n:02d}", name=f"多{n}") for n in range(30))
    with django_assert_num_queries(len(few)):
        client.get("/accounts/", {"q": "many"})


def test_the_next_page_begins_after_the_last_name(cast: Cast, client_of: ClientOf) -> None:
    User.objects.bulk_create(User(username=f"many_{n:02d}", name=f"多{n}") for n in range(60))
    client = client_of("an_ran")
    first = client.get("/accounts/", {"q": "many"})
    assert len(first.context["users"]) == 50
    second = client.get(first.context["pages"]["next"])
    assert [user.username for user in second.context["users"]] == [f"many_{n}" for n in range(50, 60)]
    assert not second.context["pages"]["next"]


def test_the_export_holds_what_the_list_shows(cast: Cast, client_of: ClientOf) -> None:
    response = client_of("an_ran").get("/accounts/export/", {"role": "leader"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[arg-type]
    cells = {cell for row in book.active.iter_rows(values_only=True) for cell in row}  # type: ignore[union-attr]
    assert {"gu_xin", "顾欣", "shen_mei"} <= cells
    assert "lin_he" not in cells


def test_an_account_is_made_its_password_shown_once_and_changed_at_sign_in(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("an_ran")
    page = client.post("/accounts/new/", {"name": "苏芹", "username": "su_qin"})
    password = page.context["password"]
    assert password in page.content.decode()
    user = User.objects.get(username="su_qin")
    assert password not in client.get(f"/accounts/{user.pk}/").content.decode()
    newcomer = Client()
    assert newcomer.post("/sign-in/", {"username": "su_qin", "password": password}).url == "/"
    assert newcomer.get("/").url == "/password/"


def test_a_name_that_is_taken_keeps_what_was_typed(cast: Cast, client_of: ClientOf) -> None:
    page = client_of("an_ran").post("/accounts/new/", {"name": "苏芹", "username": "lin_he"}).content.decode()
    assert "还没有保存" in page
    assert 'value="苏芹"' in page


def test_a_role_is_given_and_taken_back(cast: Cast, client_of: ClientOf) -> None:
    client, user = client_of("an_ran"), cast["mu_qing"]
    given = client.post(f"/accounts/{user.pk}/grants/", {"office": "河湾乡妇联", "role": "chair"}, follow=True)
    assert "角色已授予，即时生效" in given.content.decode()
    grant = user.grants.get(role="chair")
    assert grant.office == cast.town
    ended = client.post(f"/accounts/grants/{grant.pk}/end/", follow=True)
    assert "角色已收回" in ended.content.decode()
    assert not user.grants.filter(role="chair").exists()


@pytest.mark.parametrize(
    ("username", "office", "role", "said"),
    [
        ("lin_he", "市妇联", "audit", "三员分立"),
        ("mu_qing", "没有的单位", "chair", "没有"),
        ("lin_he", "青溪县妇联", "rights", "已经有这个角色"),
        ("an_ran", "青溪县妇联", "security", "不能更改自己的角色"),
    ],
)
def test_what_bars_a_role_is_said_and_nothing_changes(
    cast: Cast, client_of: ClientOf, username: str, office: str, role: str, said: str
) -> None:
    user = cast[username]
    before = user.grants.count()
    response = client_of("an_ran").post(f"/accounts/{user.pk}/grants/", {"office": office, "role": role})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert user.grants.count() == before


def test_a_new_password_ends_her_sessions(cast: Cast, client_of: ClientOf) -> None:
    hers = client_of("zhou_sui")
    assert hers.get("/").status_code == 200
    page = client_of("an_ran").post(f"/accounts/{cast['zhou_sui'].pk}/password/")
    assert page.context["password"] in page.content.decode()
    assert hers.get("/").status_code == 302


def test_a_locked_name_is_seen_and_unlocked(cast: Cast, client_of: ClientOf) -> None:
    for _try in range(5):
        Client().post("/sign-in/", {"username": "zhou_sui", "password": "wrong"})
    client, address = client_of("an_ran"), f"/accounts/{cast['zhou_sui'].pk}/"
    assert "还要锁定 30 分钟" in client.get(address).content.decode()
    assert "她可以重新登录了" in client.post(f"{address}unlock/", follow=True).content.decode()
    assert Client().post("/sign-in/", {"username": "zhou_sui", "password": PASSWORD}).status_code == 302


def test_a_closed_account_cannot_sign_in_until_it_is_opened(cast: Cast, client_of: ClientOf) -> None:
    client, address = client_of("an_ran"), f"/accounts/{cast['zhou_sui'].pk}/"
    hers = client_of("zhou_sui")
    client.post(f"{address}close/")
    assert hers.get("/").status_code == 302
    assert Client().post("/sign-in/", {"username": "zhou_sui", "password": PASSWORD}).status_code == 200
    client.post(f"{address}open/")
    assert Client().post("/sign-in/", {"username": "zhou_sui", "password": PASSWORD}).status_code == 302


def test_steps_are_not_taken_by_a_link(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("an_ran")
    for step in ("password", "unlock", "close", "open", "grants"):
        assert client.get(f"/accounts/{cast['zhou_sui'].pk}/{step}/").status_code == 405


@pytest.mark.parametrize("path", ["/activities/", "/people/", "/figures/", "/reports/", "/network/", "/trail/"])
def test_she_sees_accounts_and_no_record(cast: Cast, client_of: ClientOf, path: str) -> None:
    assert client_of("an_ran").get(path).status_code == 403
