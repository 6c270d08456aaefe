"""Filing from a phone without an account, following by code, and what holds floods off."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import signing
from django.core.signing import TimestampSigner
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from tests.factories.world import Cast
from tonghu.access.actor import actor_for
from tonghu.cases.models import Contact, Filing
from tonghu.cases.public import index_of
from tonghu.kit.scope import within
from tonghu.web.frame.lines import waiting
from tonghu.web.public import floods

ClientOf = Callable[[str], Client]
WORDS = "门外有人吵，孩子很怕"


@pytest.fixture(autouse=True)
def _a_quiet_day() -> Iterator[None]:
    floods.limiter.cache_clear()
    yield
    floods.limiter.cache_clear()


def opened(client: Client, page: str = "petition") -> str:
    """The stamp of a form that was opened a minute ago."""
    real = TimestampSigner.timestamp
    with patch.object(TimestampSigner, "timestamp", lambda self: _earlier(real(self))):
        found = re.search(r'name="stamp" value="([^"]+)"', client.get(f"/help/{page}/").text)
    assert found
    return found[1]


def _earlier(stamp: str) -> str:
    return signing.b62_encode(signing.b62_decode(stamp) - 60)


def send(client: Client, cast: Cast, page: str = "petition", **facts: object):  # type: ignore[no-untyped-def]
    sent = {"office": cast.county.pk, "words": WORDS, "stamp": facts.pop("stamp", None) or opened(client, page)}
    return client.post(f"/help/{page}/", sent | facts)


def code_in(text: str) -> str:
    found = re.search(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}", text)
    assert found
    return found[0]


def filings(cast: Cast) -> list[Filing]:
    by = actor_for(cast["lin_he"])
    with within(by.scope):
        return list(Filing.objects.visible_to(by))


def test_a_citizen_files_and_follows_without_an_account(cast: Cast, client_of: ClientOf) -> None:
    phone = Client()
    answer = send(phone, cast, minor="on", phone="13912345678")
    code = code_in(answer.text)
    [filing] = filings(cast)
    assert (filing.words, filing.minor, filing.state) == (WORDS, True, "received")
    assert code not in str(filing.__dict__)
    followed = Client().post("/help/follow/", {"code": code.lower().replace("-", " ")})
    assert "青溪县妇女联合会" in followed.text
    assert WORDS not in followed.text
    officer = client_of("lin_he")
    assert WORDS in officer.get(f"/cases/filings/{filing.pk}/").text
    taken = officer.post(f"/cases/filings/{filing.pk}/take/")
    assert WORDS in officer.get(taken.headers["Location"]).text
    officer.post(f"/cases/filings/{filing.pk}/", {"state": "directed", "note": "请到县法院立案"})
    assert "请到县法院立案" in Client().post("/help/follow/", {"code": code}).text


def test_the_second_click_is_the_same_filing_and_the_same_code(cast: Cast) -> None:
    phone = Client()
    stamp = opened(phone)
    first, second = send(phone, cast, stamp=stamp), send(phone, cast, stamp=stamp)
    assert code_in(first.text) == code_in(second.text)
    assert len(filings(cast)) == 1


def test_a_report_comes_first_on_the_desk(cast: Cast, actor) -> None:  # type: ignore[no-untyped-def]
    assert "110" in Client().get("/help/report/").text
    answer = send(Client(), cast, "report", unit="某校", situations=["4"])
    assert code_in(answer.text)
    by = actor("lin_he")
    with within(by.scope):
        assert waiting(by)[0].urgency == 0
        assert WORDS not in str(waiting(by))


def test_nothing_tells_that_somebody_was_there(cast: Cast) -> None:
    phone = Client()
    answer = send(phone, cast)
    assert settings.SESSION_COOKIE_NAME not in phone.cookies
    assert "no-store" in answer.headers["Cache-Control"]
    assert code_in(answer.text) not in str(answer.headers)
    assert not re.search(r"<title>[^<]*[A-Z2-7]{4}-", answer.text)


def test_an_unknown_code_and_no_code_sound_alike(cast: Cast) -> None:
    send(Client(), cast)
    one = Client().post("/help/follow/", {"code": "AAAA-AAAA-AAAA-AAAA"})
    other = Client().post("/help/follow/", {"code": "???"})
    assert one.status_code == other.status_code == 422
    said = [re.findall(r"没有找到[^<]*|Nothing is known[^<]*", page.text) for page in (one, other)]
    assert said[0] == said[1] != []


@pytest.mark.parametrize(
    "facts", [{"words": ""}, {"office": "0"}, {"website": "http://x"}, {"stamp": "made-up"}, {"office": "none"}]
)
def test_what_is_wrong_is_said_and_kept(cast: Cast, facts: dict[str, str]) -> None:
    answer = send(Client(), cast, where="柳树村口", **facts)
    assert answer.status_code == 422
    assert "柳树村口" in answer.text
    assert filings(cast) == []


def test_a_form_sent_before_anybody_could_read_it_is_asked_again(cast: Cast) -> None:
    phone = Client()
    stamp = re.search(r'name="stamp" value="([^"]+)"', phone.get("/help/petition/").text)
    assert stamp
    assert send(phone, cast, stamp=stamp[1]).status_code == 422
    assert filings(cast) == []


def test_only_federations_take_filings(cast: Cast) -> None:
    assert send(Client(), cast, office=cast.offices["police"].pk).status_code == 422


@pytest.mark.parametrize("who", ["tian_yuan", "he_qing", "ning_zhou", "mu_qing", "zhou_sui"])
def test_the_wrong_person_sees_no_filing_not_even_a_number(cast: Cast, client_of: ClientOf, who: str) -> None:
    send(Client(), cast)
    [filing] = filings(cast)
    client = client_of(who)
    assert client.get(f"/cases/filings/{filing.pk}/").status_code in (403, 404)
    assert client.post(f"/cases/filings/{filing.pk}/take/").status_code in (403, 404)
    listed = client.get("/cases/filings/")
    assert listed.status_code == 403 or f"/cases/filings/{filing.pk}/" not in listed.text


def test_what_was_taken_up_is_not_taken_again(cast: Cast, client_of: ClientOf) -> None:
    send(Client(), cast)
    [filing] = filings(cast)
    officer, by = client_of("lin_he"), actor_for(cast["lin_he"])
    first = officer.post(f"/cases/filings/{filing.pk}/take/").headers["Location"]
    with within(by.scope):
        Contact.objects.filter(filing=filing).update(token=uuid4())
    assert officer.post(f"/cases/filings/{filing.pk}/take/").headers["Location"] == first
    with within(by.scope):
        assert Contact.objects.filter(filing=filing).count() == 1


def test_a_flood_from_one_address_is_refused_and_another_still_files(cast: Cast) -> None:
    flooding = [
        Client(REMOTE_ADDR="198.51.100.7").post("/help/petition/", {"words": "x"}).status_code for _ in range(200)
    ]
    assert flooding.count(429) >= 190
    answer = send(Client(REMOTE_ADDR="203.0.113.9"), cast)
    assert code_in(answer.text)
    refused = Client(REMOTE_ADDR="198.51.100.7").post("/help/petition/", {"words": "x"})
    assert refused.headers["Retry-After"]
    assert "110" in refused.text


def test_reading_and_staff_pages_are_never_limited(cast: Cast, client_of: ClientOf) -> None:
    for _ in range(50):
        floods.admitted("127.0.0.1")
    assert Client().get("/help/").status_code == 200
    assert client_of("lin_he").get("/cases/").status_code == 200


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("2001:db8::1", "", "2001:db8::/64"),
        ("", "", "unknown"),
    ],
)
def test_only_a_known_proxy_is_believed(remote: str, forwarded: str, address: str, settings) -> None:  # type: ignore[no-untyped-def]
    settings.TONGHU_PROXIES = frozenset({"10.0.0.1"})
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": remote} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    assert floods.address_of(request) == address


def test_a_code_is_kept_as_a_keyed_hash_alone(cast: Cast) -> None:
    code = code_in(send(Client(), cast).text)
    [filing] = filings(cast)
    assert filing.code_index == index_of(code)
    assert filing.filed_at <= timezone.now() + timedelta(seconds=5)
