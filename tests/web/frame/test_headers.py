"""What every answer carries, what no page contains, and how large a page may be."""

import re
from collections.abc import Callable

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories.world import Cast

ClientOf = Callable[[str], Client]
PAGES = ["/", "/sign-in/", "/search/?q=a", "/password/", "/second-factor/setup/", "/nothing/", "/people/"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_script_or_style(cast: Cast, client_of: ClientOf, path: str) -> None:
    response = client_of("lin_he").get(path, follow=path == "/sign-in/")
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    page = response.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", page)
    assert response.headers["X-Frame-Options"] == "DENY"


def test_pages_of_a_person_are_kept_by_no_cache(cast: Cast, client_of: ClientOf) -> None:
    assert client_of("lin_he").get("/").headers["Cache-Control"] == "no-store, private"


def test_a_page_weighs_less_than_100_kilobytes_of_style_and_script(cast: Cast, client_of: ClientOf) -> None:
    page = client_of("lin_he").get("/").content.decode()
    names = re.findall(r'(?:src|href)="/static/([^"]+\.(?:js|css))"', page)
    assert len(names) >= 4
    weight = 0
    for name in names:
        path = finders.find(name)
        assert isinstance(path, str), name
        with open(path, "rb") as file:
            weight += len(file.read())
    assert weight < 100_000


def test_every_page_names_its_language_and_its_landmarks(cast: Cast, client_of: ClientOf) -> None:
    page = client_of("lin_he").get("/").content.decode()
    assert '<html lang="zh-hans"' in page
    assert '<main id="main"' in page
    assert 'class="skip" href="#main"' in page
    assert page.count('aria-current="page"') == 2, "at the left, and in the folded menu of a phone"


def test_too_large_an_upload_is_a_sentence_before_it_is_read(cast: Cast, client_of: ClientOf) -> None:
    class Unread:
        def read(self, *args: int) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    response = client_of("lin_he").generic(
        "POST",
        "/activities/new/",
        b"",
        content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(60 * 1024 * 1024), "wsgi.input": Unread()},
    )
    assert response.status_code == 413
    assert "文件超过 20.0\xa0MB，没有接收" in response.content.decode()


def test_a_form_without_its_token_is_a_sentence(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/sign-in/", {"username": "lin_he", "password": "x"})
    assert response.status_code == 403
    assert "这张表是在您登录之前打开的" in response.content.decode()
