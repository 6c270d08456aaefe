"""Signing in and out: the password, the lock after five failures, the idle end, the line in the trail."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.factories.world import PASSWORD, Cast
from tonghu.trail.models import Entry, Verb

ClientOf = Callable[[str], Client]


def sign_in(client: Client, username: str, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def test_a_stranger_is_led_to_the_sign_in_page_and_back(cast: Cast, client: Client) -> None:
    response = client.get("/activities/", {"q": "普法"})
    assert response.status_code == 302
    assert response.url == "/sign-in/?next=%2Factivities%2F%3Fq%3D%25E6%2599%25AE%25E6%25B3%2595"
    assert sign_in(client, "zhou_sui", next="/activities/").url == "/activities/"


def test_nobody_is_led_to_another_site(cast: Cast, client: Client) -> None:
    assert sign_in(client, "zhou_sui", next="https://example.org/").url == "/"


def test_a_script_learns_where_to_sign_in(cast: Cast, client: Client) -> None:
    response = client.get("/search/?q=a", headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (401, "/sign-in/")


def test_signing_in_and_out_stands_in_the_trail(cast: Cast, client: Client, scoped: Callable[..., object]) -> None:
    assert sign_in(client, "zhou_sui").status_code == 302
    assert client.get("/").status_code == 200
    with scoped("ding_shu"):  # type: ignore[attr-defined]
        entry = Entry.objects.get(verb=Verb.SIGN_IN)
        assert (entry.actor, entry.object_id, entry.office_id) == ("周穗", cast["zhou_sui"].pk, cast.town.pk)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").url == "/sign-in/"
    assert client.get("/").status_code == 302


def test_five_failures_lock_the_name_and_say_for_how_long(cast: Cast, client: Client) -> None:
    for _try in range(4):
        assert "五次" in sign_in(client, "zhou_sui", "wrong").content.decode()
    response = sign_in(client, "zhou_sui", "wrong")
    assert response.status_code == 429
    assert "30 分钟后可以再试" in response.content.decode()
    assert sign_in(client, "zhou_sui").status_code == 429, "also with the right password"
    assert sign_in(Client(), "lin_he").status_code == 302, "others are not locked"


def test_the_lock_ends_by_itself_and_is_not_prolonged_by_trying(cast: Cast, client: Client) -> None:
    for _try in range(5):
        sign_in(client, "zhou_sui", "wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=20))
    assert "10 分钟后可以再试" in sign_in(client, "zhou_sui", "wrong").content.decode()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=31))
    assert sign_in(client, "zhou_sui").status_code == 302


def test_a_name_that_does_not_exist_looks_the_same(cast: Cast, client: Client) -> None:
    known, unknown = sign_in(client, "zhou_sui", "wrong"), sign_in(client, "nobody", "wrong")
    assert known.context["form"].errors == unknown.context["form"].errors


def test_an_idle_session_ends_with_a_sentence_and_leads_back(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("zhou_sui")
    assert client.get("/").status_code == 200
    Session.objects.update(expire_date=timezone.now())
    response = client.get("/people/", follow=True)
    assert response.redirect_chain == [("/sign-in/?next=%2Fpeople%2F&ended=1", 302)]
    assert "因为一段时间没有操作，您已退出登录" in response.content.decode()


def test_a_form_sent_after_the_session_ended_says_what_was_kept(cast: Cast, client: Client) -> None:
    response = client.post("/activities/new/", {"title": "普法"})
    assert response.status_code == 401
    assert "您填的内容没有保存，但还在表里" in response.content.decode()


def test_a_page_puts_the_end_off_but_not_with_every_request(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("zhou_sui")
    client.get("/people/")
    soon = timezone.now() + timedelta(minutes=5)
    Session.objects.update(expire_date=soon)
    client.get("/people/")
    assert Session.objects.get().expire_date == soon, "seen a moment ago"
    session = client.session
    session["seen"] -= 61
    session.save()
    Session.objects.update(expire_date=soon)
    client.get("/people/")
    assert Session.objects.get().expire_date > timezone.now() + timedelta(minutes=29)


@pytest.mark.parametrize("username", ["zhou_sui", "an_ran"])
def test_a_password_from_somebody_else_is_changed_first(cast: Cast, client_of: ClientOf, username: str) -> None:
    user = cast[username]
    user.must_change_password = True
    user.save()
    client = client_of(username)
    assert client.get("/").url == "/password/"
    assert client.get("/password/").status_code == 200
    new = "shan-gao-shui-chang-9"
    wrong = client.post("/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": "other"})
    assert "两次输入的新密码不一样" in wrong.content.decode()
    right = client.post("/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert right.url == "/"
    assert client.get("/").status_code == 200
    user.refresh_from_db()
    assert user.check_password(new)
    assert not user.must_change_password
