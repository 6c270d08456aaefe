"""The second factor of officers and administrators."""

import re
import time
from collections.abc import Callable

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories.world import PASSWORD, Cast
from tonghu.access.models import Undertaking
from tonghu.accounts.models import User


def signed_in(username: str) -> Client:
    client = Client()
    assert client.post("/sign-in/", {"username": username, "password": PASSWORD}).status_code == 302
    return client


def code_of(device: TOTPDevice, shift: int = 0) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + shift
    return f"{totp.token():06d}"


def with_device(cast: Cast, username: str) -> TOTPDevice:
    return TOTPDevice.objects.create(user=cast[username], name="app", confirmed=True)


@pytest.mark.parametrize("username", ["lin_he", "shen_mei", "fang_ting", "an_ran", "ding_shu", "xi_yuan"])
def test_officers_and_administrators_see_nothing_before_it(cast: Cast, username: str) -> None:
    with_device(cast, username)
    client = signed_in(username)
    for path in ("/", "/activities/", "/accounts/", "/password/", "/activities/1/"):
        assert client.get(path).url == "/second-factor/"
    assert client.get("/search/", headers={"HX-Request": "1"}).headers["HX-Redirect"] == "/second-factor/"


@pytest.mark.parametrize("username", ["zhou_sui", "ji_xue", "mu_qing", "ning_zhou"])
def test_others_are_not_asked(cast: Cast, username: str) -> None:
    assert signed_in(username).get("/").status_code == 200


def test_the_right_code_opens_once(cast: Cast) -> None:
    device = with_device(cast, "lin_he")
    client, code = signed_in("lin_he"), code_of(device)
    assert client.post("/second-factor/", {"code": f" {code[:3]} {code[3:]} "}).url == "/"
    assert client.get("/").status_code == 200
    again = signed_in("lin_he").post("/second-factor/", {"code": code})
    assert "验证码不对或已过期" in again.content.decode()


def test_wrong_codes_make_the_next_try_wait(cast: Cast) -> None:
    device = with_device(cast, "lin_he")
    client = signed_in("lin_he")
    wrong = f"{(int(code_of(device)) + 7) % 10**6:06d}"
    for _try in range(2):
        client.post("/second-factor/", {"code": wrong})
        TOTPDevice.objects.update(throttling_failure_count=6)
    answer = client.post("/second-factor/", {"code": code_of(device)}).content.decode()
    assert "验证码错误次数过多，请等 32 秒再试" in answer
    assert client.get("/").url == "/second-factor/"


def test_it_is_set_up_with_a_picture_drawn_in_the_page(cast: Cast) -> None:
    client = signed_in("lin_he")
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/second-factor/setup/"
    page = client.get("/second-factor/setup/").content.decode()
    device = TOTPDevice.objects.get(user=cast["lin_he"])
    assert "<svg" in page
    assert "data:" not in page.replace("data-", "")
    assert "style=" not in page
    assert not device.confirmed
    wrong = client.post("/second-factor/setup/", {"code": "abc"})
    assert "验证码不对或已过期" in wrong.content.decode()
    TOTPDevice.objects.update(throttling_failure_count=0)
    done = client.post("/second-factor/setup/", {"code": code_of(device)}).content.decode()
    codes = list(StaticToken.objects.filter(device__user=cast["lin_he"]).values_list("token", flat=True))
    assert len(codes) == 8
    assert all(code in done for code in codes)
    assert client.get("/").status_code == 200
    assert codes[0] not in client.get("/second-factor/recovery-codes/").content.decode(), "shown once"


def test_a_recovery_code_opens_once(cast: Cast) -> None:
    device = with_device(cast, "lin_he")
    first = signed_in("lin_he")
    first.post("/second-factor/", {"code": code_of(device)})
    first.post("/second-factor/recovery-codes/")
    code = StaticToken.objects.first().token  # type: ignore[union-attr]
    assert signed_in("lin_he").post("/second-factor/", {"code": code.upper()}).url == "/"
    assert "验证码不对" in signed_in("lin_he").post("/second-factor/", {"code": code}).content.decode()


def test_a_device_cannot_be_replaced_by_whoever_knows_only_the_password(cast: Cast) -> None:
    with_device(cast, "lin_he")
    client = signed_in("lin_he")
    assert client.get("/second-factor/setup/").url == "/second-factor/"
    assert client.get("/second-factor/recovery-codes/").url == "/second-factor/"


def test_the_demo_lets_in_without_and_says_so(cast: Cast, settings: "pytest_django.fixtures.SettingsWrapper") -> None:  # type: ignore[name-defined]  # noqa: F821
    settings.DEMO = True
    assert "演示环境" in signed_in("lin_he").get("/").content.decode()
    assert "演示环境" not in signed_in("zhou_sui").get("/").content.decode()


@pytest.mark.parametrize("page", ["/second-factor/", "/second-factor/setup/", "/password/", "/undertaking/"])
def test_a_page_at_the_gate_asks_for_nothing_behind_it(
    cast: Cast, client_of: Callable[[str], Client], page: str
) -> None:
    if page == "/second-factor/":
        with_device(cast, "lin_he")
    client = signed_in("lin_he") if "factor" in page else client_of("lin_he")
    if page == "/password/":
        User.objects.filter(username="lin_he").update(must_change_password=True)
    if page == "/undertaking/":
        Undertaking.objects.all().delete()
    shown = client.get(page)
    assert shown.status_code == 200
    for asked in re.findall(r'hx-get="([^"]+)"', shown.content.decode()):
        assert client.get(asked, headers={"HX-Request": "true"}).status_code == 200, "led back to the gate for ever"
