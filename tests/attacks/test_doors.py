"""Doors: sessions, second factor, forged forms, other hosts, steps above one's role."""

import os
import subprocess
import sys
from base64 import b32decode
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.access.examples import EXAMPLES
from tests.access.reach import ROLES, fill_all
from tests.access.test_matrix import ask
from tests.factories.world import PASSWORD, Cast
from tonghu.access.models import Grant
from tonghu.access.rules import MAY, Role
from tonghu.reports.models import Report

ClientOf = Callable[[str], Client]
KEY = settings.SESSION_COOKIE_NAME


def sign_in(client: Client, username: str, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/sign-in/", {"username": username, "password": PASSWORD, **more})


def code_for(user: object) -> str:
    device, _ = TOTPDevice.objects.get_or_create(user=user, name="app", confirmed=True)
    return f"{totp(device.bin_key, step=device.step, digits=device.digits):06d}"


def planted(client: Client) -> Client:
    """Another browser that was handed the same session cookie."""
    other = Client()
    other.cookies[KEY] = client.cookies[KEY].value
    return other


def test_a_session_planted_before_sign_in_is_worth_nothing(cast: Cast) -> None:
    victim = Client()
    victim.get("/sign-in/")
    session = victim.session
    session["x"] = 1
    session.save()
    victim.cookies[KEY] = session.session_key
    thief = planted(victim)
    assert sign_in(victim, "zhou_sui").status_code == 302
    assert victim.get("/").status_code == 200
    assert thief.get("/").status_code == 302


def test_a_session_known_before_the_second_factor_does_not_pass_it_too(cast: Cast) -> None:
    """Who knows the password alone plants her own session and waits for the officer's code."""
    victim = Client()
    code = code_for(cast["lin_he"])
    sign_in(victim, "lin_he")
    thief = planted(victim)
    assert victim.post("/second-factor/", {"code": code}).status_code == 302
    assert victim.get("/activities/").status_code == 200
    assert thief.get("/activities/").status_code == 302


def test_a_code_opens_once_and_for_its_owner_alone(cast: Cast) -> None:
    code = code_for(cast["lin_he"])
    first, second, other = Client(), Client(), Client()
    for client, username in ((first, "lin_he"), (second, "lin_he"), (other, "tian_yuan")):
        sign_in(client, username)
    code_for(cast["tian_yuan"])
    assert other.post("/second-factor/", {"code": code}).status_code == 200
    assert first.post("/second-factor/", {"code": code}).status_code == 302
    assert second.post("/second-factor/", {"code": code}).status_code == 200
    assert second.get("/activities/").status_code == 302


def test_no_header_method_or_path_goes_round_the_second_factor(cast: Cast) -> None:
    client = Client()
    code_for(cast["lin_he"])
    sign_in(client, "lin_he")
    for headers in ({}, {"HX-Request": "true"}, {"X-HTTP-Method-Override": "GET"}, {"X-Original-URL": "/sign-in/"}):
        for path in ("/activities/", "//activities/", "/sign-in/../activities/", "/second-factor/setup/", "/password/"):
            for method in (client.get, client.post, client.head, client.options, client.put, client.delete):
                assert method(path, headers=headers).status_code in (301, 302, 401, 404, 405), (headers, path, method)


def test_a_new_authenticator_is_not_set_up_with_the_password_alone(cast: Cast) -> None:
    client = Client()
    code_for(cast["lin_he"])
    sign_in(client, "lin_he")
    assert client.get("/second-factor/setup/").url == "/second-factor/"
    assert client.post("/second-factor/recovery-codes/").status_code == 302
    assert TOTPDevice.objects.filter(user=cast["lin_he"]).count() == 1


def test_a_secret_seen_with_the_password_alone_is_not_the_one_that_the_owner_adopts(cast: Cast) -> None:
    thief, owner = Client(), Client()
    sign_in(thief, "lin_he")
    sign_in(owner, "lin_he")
    seen = {thief.get("/second-factor/setup/").context["secret"]}
    hers = owner.get("/second-factor/setup/").context["secret"]
    seen.add(thief.get("/second-factor/setup/").context["secret"])
    assert hers not in seen
    assert owner.get("/second-factor/setup/").context["secret"] == hers, "a reload shows the same"
    key = b32decode(hers.replace(" ", "") + "=" * (-len(hers.replace(" ", "")) % 8))
    assert owner.post("/second-factor/setup/", {"code": f"{totp(key):06d}"}).status_code == 200
    assert TOTPDevice.objects.filter(user=cast["lin_he"]).count() == 1
    assert owner.get("/activities/").status_code == 200
    assert thief.get("/second-factor/setup/").url == "/second-factor/"


def test_signing_out_ends_the_session_for_every_copy_of_it(cast: Cast) -> None:
    client = Client()
    sign_in(client, "zhou_sui")
    thief = planted(client)
    assert thief.get("/").status_code == 200
    client.post("/sign-out/")
    assert thief.get("/").status_code == 302


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(address: str, cast: Cast, client_of: ClientOf) -> None:
    assert sign_in(Client(), "zhou_sui", next=address).url == "/"
    client = client_of("zhou_sui")
    assert "example.org" not in client.post("/language/", {"language": "en", "next": address}).url
    new = {"old_password": PASSWORD, "new_password1": "shan-gao-shui-9", "new_password2": "shan-gao-shui-9"}
    assert client.post("/password/", {**new, "next": address}).url == "/"


def test_another_host_is_not_served(cast: Cast, client_of: ClientOf) -> None:
    response = client_of("zhou_sui").get("/activities/", headers={"Host": "example.org"})
    assert response.status_code == 400


@pytest.mark.parametrize("name", [n for n, e in EXAMPLES.items() if e.method == "POST"])
def test_a_step_needs_the_forms_own_token(name: str, cast: Cast, client_of: ClientOf) -> None:
    made = fill_all(cast)
    example = EXAMPLES[name]
    client = client_of(next(u for u, roles in ROLES.items() if example.opens not in MAY or roles & MAY[example.opens]))
    client.handler.enforce_csrf_checks = True
    for key in ("town", "county", "neighbour_town"):
        assert ask(client, name, example, made[key]).status_code == 403


def test_no_step_is_taken_by_reading(cast: Cast, client_of: ClientOf) -> None:
    made = fill_all(cast)
    for name, example in EXAMPLES.items():
        if example.method == "POST" and example.opens in MAY:
            username = next(u for u, roles in ROLES.items() if roles & MAY[example.opens])
            url = reverse(f"web:{name}", kwargs=example.of(made["county"]) if example.of else {})
            assert client_of(username).get(url, example.data).status_code in (404, 405), name


def test_the_security_administrator_gives_herself_nothing(cast: Cast, client_of: ClientOf) -> None:
    client, own = client_of("an_ran"), cast["an_ran"]
    for role in Role.values:
        client.post(f"/accounts/{own.pk}/grants/", {"office": cast.city.name, "role": role})
    assert [g.role for g in own.grants.all()] == [Role.SECURITY]
    assert client.post(f"/accounts/{own.pk}/password/").status_code == 302
    assert client.post(f"/accounts/{own.pk}/close/").status_code == 302
    own.refresh_from_db()
    assert own.is_active
    assert own.check_password(PASSWORD)


@pytest.mark.parametrize("username", ["xi_yuan", "ding_shu", "lin_he", "zhou_sui"])
def test_no_administrators_role_stands_beside_another(username: str, cast: Cast, client_of: ClientOf) -> None:
    before = set(cast[username].grants.values_list("role", flat=True))
    for role in (Role.SYSTEM, Role.SECURITY, Role.AUDIT):
        client_of("an_ran").post(f"/accounts/{cast[username].pk}/grants/", {"office": cast.city.name, "role": role})
    assert set(cast[username].grants.values_list("role", flat=True)) == before


def test_only_the_security_administrator_touches_accounts(cast: Cast, client_of: ClientOf) -> None:
    grant = Grant.objects.get(user=cast["tian_yuan"], role=Role.RIGHTS)
    for username in set(ROLES) - {"an_ran"}:
        client = client_of(username)
        for path in (
            "/accounts/", "/accounts/new/", f"/accounts/{cast['lin_he'].pk}/", f"/accounts/grants/{grant.pk}/end/",
            f"/accounts/{cast[username].pk}/grants/", f"/accounts/{cast['an_ran'].pk}/password/",
        ):  # fmt: skip
            data = {"office": cast.city.name, "role": "leader", "name": "甲", "username": "jia"}
            assert client.post(path, data).status_code == 403, (username, path)
    assert Grant.objects.filter(pk=grant.pk).exists()


def test_a_grant_that_ended_or_an_office_that_is_not_hers_opens_nothing(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("qiao_an")
    client.post("/office-for/", {"office": str(cast.county.pk)})
    assert "青溪县" not in client.get("/activities/").content.decode()
    session = client.session
    session["office"] = cast.county.pk
    session.save()
    assert "青溪县" not in client.get("/activities/").content.decode(), "not even with the number in the session"
    Grant.objects.filter(user=cast["qiao_an"]).delete()
    assert client.get("/activities/").status_code == 403


def test_a_closed_account_is_out_at_once(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("tian_yuan")
    assert client.get("/activities/").status_code == 200
    client_of("an_ran").post(f"/accounts/{cast['tian_yuan'].pk}/close/")
    assert client.get("/activities/").status_code == 302
    assert sign_in(Client(), "tian_yuan").status_code == 200


CHAIR_MAY_NOT = {
    "outreach.import", "outreach.materials", "reports.draft", "reports.check", "reports.sign", "reports.templates",
    "places.change", "people.unmask", "accounts.change", "trail.audit",
}  # fmt: skip


def test_a_chair_takes_no_officers_step_on_her_own_records(cast: Cast, client_of: ClientOf) -> None:
    made = fill_all(cast)["town"]
    for name, example in EXAMPLES.items():
        if example.opens in CHAIR_MAY_NOT:
            assert ask(client_of("zhou_sui"), name, example, made).status_code == 403, name
            posted = type(example)(example.opens, example.of, "POST", example.data)
            assert ask(client_of("zhou_sui"), name, posted, made).status_code == 403, name


@pytest.mark.parametrize("username", ["lin_he", "he_qing", "gu_xin", "pei_yue", "fang_ting"])
def test_nobody_signs_for_another_office(
    username: str, cast: Cast, client_of: ClientOf, scoped: Callable[[str], AbstractContextManager[None]]
) -> None:
    made = fill_all(cast)
    office = {"lin_he": "town", "gu_xin": "town", "he_qing": "county", "fang_ting": "county", "pei_yue": "county"}
    report = made[office[username]]["reports_report"]
    client = client_of(username)
    for step in ("check", "sign", "return", "number", "drop", "head", "sections/add"):
        data = {"why": "试", "document_number": "1", "title": "改", "heading": "改", "kind": "work", "despite": "试"}
        assert client.post(f"/reports/{report.pk}/{step}/", data).status_code in (403, 404), step
    with scoped("shen_mei"):
        now = Report.objects.get(pk=report.pk)
        assert (now.state, now.title, now.document_number) == ("draft", report.title, "")


def test_the_lock_is_not_gone_round_with_another_browser(cast: Cast) -> None:
    for attempt in range(5):
        client = Client(headers={"User-Agent": f"browser-{attempt}", "X-Forwarded-For": f"10.0.0.{attempt}"})
        client.post("/sign-in/", {"username": "zhou_sui", "password": "wrong"}, REMOTE_ADDR=f"10.1.0.{attempt}")
    for name in ("zhou_sui", " zhou_sui ", "ｚhou_sui"):
        response = Client().post("/sign-in/", {"username": name, "password": PASSWORD}, REMOTE_ADDR="10.9.9.9")
        assert response.status_code == 429, name


def test_the_same_form_twice_is_one_record(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("zhou_sui")
    form = client.get("/activities/new/").context["form"]
    facts = {
        "day": "2026-03-08", "venue": "广场", "kind": "campaign", "token": str(form["token"].value()),
        "handouts-TOTAL_FORMS": "0", "handouts-INITIAL_FORMS": "0",
    }  # fmt: skip
    first, second = client.post("/activities/new/", facts), client.post("/activities/new/", facts)
    assert first.url == second.url
    # the neighbour sends her form's token: no record, no word of one
    theirs = client_of("tian_yuan").post("/activities/new/", facts)
    assert theirs.status_code == 403
    assert "广场" not in theirs.content.decode()
    assert first.url not in theirs.content.decode()


def test_only_this_machine_is_a_host_unless_one_is_named() -> None:
    code = "from django.conf import settings; print(settings.ALLOWED_HOSTS)"
    bare = {name: value for name, value in os.environ.items() if name != "TONGHU_HOSTS"}
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=bare)
    assert said.stdout.strip() == "['127.0.0.1', 'localhost', '[::1]']"


def test_a_step_typed_with_a_nul_is_a_sentence(cast: Cast, client_of: ClientOf) -> None:
    made = fill_all(cast)
    for name, example in EXAMPLES.items():
        if example.method == "POST" and example.opens in MAY:
            username = next(u for u, roles in ROLES.items() if roles & MAY[example.opens])
            url = reverse(f"web:{name}", kwargs=example.of(made["county"]) if example.of else {})
            assert client_of(username).post(url, {"why": "甲\x00", "name": "\x00"}).status_code == 400, name
