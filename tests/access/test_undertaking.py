"""The yearly undertaking of confidentiality: it stands before every case, once a year, for who reads cases."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tests.factories.world import Cast
from tonghu.access.actions import undertake
from tonghu.access.actor import Actor
from tonghu.access.models import Undertaking
from tonghu.access.undertakings import VERSION, until

ActorOf = Callable[..., Actor]
ClientOf = Callable[[str], Client]


@pytest.fixture
def nobody_undertook(cast: Cast) -> None:
    Undertaking.objects.all().delete()


@pytest.mark.parametrize(
    ("accepted", "last"),
    [
        (date(2026, 3, 1), date(2027, 3, 1)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_a_year_ends_on_the_same_day(accepted: date, last: date) -> None:
    assert until(accepted) == last


@pytest.mark.parametrize("who", ["zhou_sui", "lin_he", "gu_xin", "ning_zhou"])
def test_it_comes_first_and_leads_back(nobody_undertook: None, client_of: ClientOf, who: str) -> None:
    client = client_of(who)
    for address in ("/", "/cases/" if who != "ning_zhou" else "/letters/"):
        led = client.get(address)
        assert led.status_code == 302
        assert led.headers["Location"].startswith("/undertaking/")
    page = client.get("/undertaking/?next=/activities/")
    assert page.status_code == 200
    sent = client.post("/undertaking/", {"version": VERSION, "next": "/me/" if who == "ning_zhou" else "/activities/"})
    assert sent.status_code == 302
    assert client.get("/").status_code == 200


def test_a_script_is_told_too(nobody_undertook: None, client_of: ClientOf) -> None:
    answer = client_of("lin_he").get("/waiting/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/undertaking/")


@pytest.mark.parametrize("who", ["he_qing", "xi_yuan", "mu_qing"])
def test_who_reads_no_case_is_not_asked(nobody_undertook: None, client_of: ClientOf, who: str) -> None:
    assert client_of(who).get("/").status_code == 200


def test_after_a_year_it_is_asked_anew(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("lin_he")
    Undertaking.objects.filter(user=cast["lin_he"]).update(accepted_on=date(2020, 1, 1))
    assert client.get("/cases/").status_code == 302


def test_another_text_is_refused(cast: Cast, actor: ActorOf) -> None:
    with pytest.raises(ValidationError):
        undertake(version="1999", by=actor("lin_he"))


def test_a_second_click_writes_nothing(cast: Cast, actor: ActorOf) -> None:
    Undertaking.objects.all().delete()
    undertake(version=VERSION, by=actor("lin_he"))
    undertake(version=VERSION, by=actor("lin_he"))
    assert Undertaking.objects.count() == 1


def test_what_was_typed_when_it_ran_out_is_said_to_be_in_the_form(nobody_undertook: None, client_of: ClientOf) -> None:
    assert client_of("lin_he").post("/contacts/new/", {"words": "x"}).status_code in (302, 403)
