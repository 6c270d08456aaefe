"""The public page from a stranger's hands: headers, huge bodies, cookies, codes of others."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.world import Cast
from tonghu.cases.public import FilingDraft, code_of, file, follow
from tonghu.web.public import floods


@pytest.fixture(autouse=True)
def _a_quiet_day() -> Iterator[None]:
    floods.limiter.cache_clear()
    yield
    floods.limiter.cache_clear()


HEADERS = (
    "X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP",
    "X-Original-Forwarded-For", "X-Forwarded-Host", "X-HTTP-Method-Override",
)  # fmt: skip


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_makes_a_flood_many_addresses(cast: Cast, header: str) -> None:
    client = Client()
    answers = [
        client.post("/help/petition/", {"words": "试"}, headers={header: f"10.0.0.{number}"}).status_code
        for number in range(20)
    ]
    assert answers.count(429) == 12


@pytest.mark.parametrize("path", ["/help/petition/", "/help/report/", "/help/", "/help/nowhere/", "/help/petition/x"])
def test_every_door_but_the_code_counts_the_same_flood(cast: Cast, path: str) -> None:
    client = Client()
    for _number in range(8):
        client.post("/help/petition/", {"words": "试"})
    assert client.post(path, {}).status_code == 429


def test_codes_are_not_tried_by_the_dozen(cast: Cast) -> None:
    answers = [Client().post("/help/follow/", {"code": f"{number:016d}"}).status_code for number in range(30)]
    assert answers == [422] * 20 + [429] * 10


def test_a_huge_body_is_refused_and_nothing_is_kept(cast: Cast) -> None:
    client = Client()
    assert client.post("/help/petition/", {"words": "字" * 3_000_000}).status_code in (400, 413)
    assert client.post("/help/petition/", {f"f{number}": "" for number in range(6000)}).status_code == 400


def test_the_page_leaves_no_cookie_that_says_who_was_there(cast: Cast) -> None:
    client = Client()
    for path in ("/help/", "/help/petition/", "/help/report/", "/help/follow/"):
        page = client.get(path)
        assert "sessionid" not in page.cookies, path
        assert page.headers["Cache-Control"].count("no-store") == 1, path
    client.post("/help/follow/", {"code": "AAAA-BBBB-CCCC-DDDD"})
    assert set(client.cookies) <= {"csrftoken"}


def test_another_site_cannot_file_in_a_visitors_name(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/help/petition/", {"words": "试"}).status_code == 403


def test_a_code_is_neither_guessed_from_a_token_nor_from_another_code(cast: Cast) -> None:
    draft = FilingDraft(office_id=cast.county.pk, words="门外有人吵", token=uuid4())
    code, _again = file(draft)
    assert re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3}", code)
    found = follow(code.lower().replace("-", " "))
    assert found is not None
    assert found.filed_on == timezone.localdate()
    for guess in (str(draft.token), draft.token.hex, code[:-1], code + "A", "", "%", "'", "\x00", code_of(uuid4())):
        assert follow(guess) is None, guess


def test_what_is_followed_says_nothing_of_what_was_written(cast: Cast) -> None:
    code, _again = file(
        FilingDraft(office_id=cast.county.pk, words="隐秘经过", name="隐秘人", phone="13900009999", token=uuid4())
    )
    page = Client().post("/help/follow/", {"code": code}).text
    assert cast.county.name in page
    assert "隐秘" not in page
    assert "13900009999" not in page
