"""Role by level by own or other place, over every address of the project, found from the resolver."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.examples import ANYBODY, EXAMPLES, PUBLIC, Example
from tests.access.reach import REACH, ROLES, SETS, fill_all, secrets_from
from tests.factories.records import Records
from tests.factories.world import CAST, Cast
from tonghu.access.rules import MAY

ClientOf = Callable[[str], Client]

OPENED = {200, 204, 302, 303, 400, 409, 422}
"""The page itself, what follows a step, or a sentence about what was sent."""


def addresses(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from addresses(part, f"{space}{part.namespace}:" if part.namespace else space)
        elif isinstance(part, URLPattern):
            yield f"{space}{part.name or part.pattern}"


AT = {username: office for username, _, office, _ in CAST}
KEEPS_OFFICES = "xi_yuan"
ALL = sorted(set(addresses(get_resolver())))


def test_every_address_has_an_example_and_every_example_an_address() -> None:
    assert {name.removeprefix("web:") for name in ALL} == set(EXAMPLES)


def ask(client: Client, name: str, example: Example, records: Records | None) -> HttpResponse:
    """The answer, with everything that it changed undone."""
    kwargs = example.of(records) if example.of and records else {}
    url = reverse(f"web:{name}", kwargs=kwargs)
    with transaction.atomic():
        response = client.get(url, example.data) if example.method == "GET" else client.post(url, example.data)
        response.said = said(response)
        transaction.set_rollback(True)
    return response


def said(response: HttpResponse) -> str:
    """Everything an answer says: its text, what is packed in a sheet or document, where it leads."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    return " ".join([body.decode("utf-8", "replace"), *(f"{k}: {v}" for k, v in response.headers.items())])


def may(username: str, example: Example) -> bool:
    return example.opens in (PUBLIC, ANYBODY) or bool(ROLES[username] & MAY[example.opens])


@pytest.fixture
def everywhere(cast: Cast) -> dict[str, Records]:
    return fill_all(cast)


@pytest.mark.parametrize("name", EXAMPLES)
def test_who_opens_what(name: str, everywhere: dict[str, Records], client_of: ClientOf) -> None:
    example = EXAMPLES[name]
    for username in REACH:
        client, hidden = client_of(username), secrets_from(username)
        for key in SETS if example.of else ["county"]:
            response = ask(client, name, example, everywhere[key])
            case = f"{username} on {name} of {key}: {response.status_code}"
            if not may(username, example):
                assert response.status_code in (403, 404), case
            elif example.own and key in REACH[username] and key != AT[username]:
                assert response.status_code in OPENED | {403}, case
            elif example.of is None or example.shared or key in REACH[username]:
                assert response.status_code in OPENED, case
                assert name == "sign-out" or not leads_to_sign_in(response), case
            elif not (example.offices and username == KEEPS_OFFICES):
                assert response.status_code == 404, case
            if not (example.tells_all and may(username, example)):
                assert [text for text in hidden if text in response.said] == [], case


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_stranger_is_led_to_the_door(name: str, everywhere: dict[str, Records]) -> None:
    response = ask(Client(), name, EXAMPLES[name], everywhere["town"])
    if EXAMPLES[name].opens == PUBLIC:
        assert response.status_code in (200, 302)
    else:
        assert response.status_code in (302, 401, 403)
        assert response.status_code != 302 or leads_to_sign_in(response)
    assert not [mark for _, mark, _ in SETS.values() if mark in response.said]


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_password_alone_opens_nothing_to_an_officer(name: str, everywhere: dict[str, Records], cast: Cast) -> None:
    client = Client()
    client.force_login(cast["lin_he"], backend="django.contrib.auth.backends.ModelBackend")
    response = ask(client, name, EXAMPLES[name], everywhere["town"])
    if EXAMPLES[name].opens not in (PUBLIC, ANYBODY):
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("web:second-factor"))
    assert not [mark for _, mark, _ in SETS.values() if mark in response.said]


def leads_to_sign_in(response: HttpResponse) -> bool:
    return bool(re.match(r"/(sign-in|second-factor)/", response.headers.get("Location", "")))
