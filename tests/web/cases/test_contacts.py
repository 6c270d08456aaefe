"""The contact log: a few words, one tap for a silent call, an answer, a case."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.conftest import ActorOf
from tests.factories.cases import contact_draft, registered
from tonghu.cases.actions.contact import log_contact
from tonghu.cases.models import Contact
from tonghu.cases.rules.kinds import Channel, Talk
from tonghu.kit.scope import within

ClientOf = Callable[[str], Client]


def line(**changes: Any) -> dict[str, Any]:
    """What the one line at the top of the log sends."""
    today = timezone.localdate().isoformat()
    plain = {"channel": "visit", "talk": "advice", "people": "1", "words": "问低保怎么申请", "day": today}
    return {**plain, "token": str(uuid4()), **changes}


def logged(actor: ActorOf, who: str = "lin_he", **changes: Any) -> Contact:
    by = actor(who)
    with within(by.scope):
        return log_contact(draft=contact_draft(**changes), by=by)


def test_a_village_chair_logs_a_visit_in_a_few_words(actor: ActorOf, client_of: ClientOf) -> None:
    browser = client_of("wei_lan")
    sent = line()
    for _click in range(2):
        assert browser.post("/contacts/new/", sent).status_code == 302
    with within(actor("wei_lan").scope):
        assert [one.words for one in Contact.objects.all()] == ["问低保怎么申请"]


@pytest.mark.parametrize("talk", [Talk.SILENT, Talk.WRONG_NUMBER])
def test_one_tap_for_a_call_that_says_nothing(talk: Talk, actor: ActorOf, client_of: ClientOf) -> None:
    client_of("lin_he").post("/contacts/new/", line(talk=["advice", talk.value], words=""))
    with within(actor("lin_he").scope):
        one = Contact.objects.get()
        assert (one.talk, one.channel) == (talk, Channel.CALL)


def test_nothing_typed_is_lost(client_of: ClientOf) -> None:
    answer = client_of("lin_he").post("/contacts/new/", line(matter="没有这种", words="她在哭"))
    assert answer.status_code == 422
    assert "她在哭" in answer.content.decode()


def test_logging_can_go_on_to_a_petition(actor: ActorOf, client_of: ClientOf) -> None:
    answer = client_of("lin_he").post("/contacts/new/", line(petition="1"))
    with within(actor("lin_he").scope):
        assert answer.headers["Location"] == f"/cases/new/?contact={Contact.objects.get().pk}"


def test_an_answer_ends_what_was_owed(actor: ActorOf, client_of: ClientOf) -> None:
    today = timezone.localdate()
    one = logged(actor, channel=Channel.LINE_12345, order_number="12345-7", due=today)
    browser = client_of("lin_he")
    assert "12345-7" in browser.get("/").content.decode()
    url = reverse("web:contact-answer", args=[one.pk])
    assert browser.post(url, {"answer": "", "day": today.isoformat()}).status_code == 422
    assert browser.post(url, {"answer": "已电话答复", "day": today.isoformat()}).status_code == 302
    assert "12345-7" not in browser.get("/").content.decode()


def test_a_talk_about_a_case_stands_in_its_timeline(actor: ActorOf, client_of: ClientOf) -> None:
    by = actor("lin_he")
    with within(by.scope):
        case = registered(by)
    one = logged(actor, words="她问进展")
    browser = client_of("lin_he")
    url = reverse("web:contact-link", args=[one.pk])
    assert browser.post(url, {"case": "1999-0001"}).status_code == 422
    assert browser.post(url, {"case": case.number}).status_code == 302
    assert "她问进展" in browser.get(reverse("web:case", args=[case.pk])).content.decode()


def test_the_second_to_correct_sees_what_the_first_wrote(actor: ActorOf, client_of: ClientOf) -> None:
    one = logged(actor)
    browser = client_of("lin_he")
    url = reverse("web:contact-correct", args=[one.pk])
    sent = line(seen=one.version, words="第一次更正", token=str(one.token))
    assert browser.post(url, sent).status_code == 302
    late = browser.post(url, {**sent, "words": "第二次更正"})
    assert late.status_code == 409
    assert "第二次更正" in late.content.decode()


def test_nobody_outside_reads_it(actor: ActorOf, client_of: ClientOf) -> None:
    one = logged(actor)
    for who in ("tian_yuan", "he_qing", "ning_zhou"):
        assert client_of(who).get(reverse("web:contact", args=[one.pk])).status_code in (403, 404)


def test_a_sign_of_danger_waits_on_the_desk(actor: ActorOf, client_of: ClientOf) -> None:
    one = logged(actor, talk=Talk.NOTICE, words="孩子身上有伤")
    page = client_of("lin_he").get("/").content.decode()
    assert reverse("web:contact", args=[one.pk]) in page
    assert "孩子身上有伤" not in page


def test_three_and_thirty_cost_the_same(actor: ActorOf, client_of: ClientOf) -> None:
    browser = client_of("lin_he")
    for number in range(3):
        logged(actor, phone=f"1390000100{number}")
    browser.get("/contacts/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/contacts/")
    for number in range(27):
        logged(actor, phone=f"13900001{number:03}")
    with CaptureQueriesContext(connection) as many:
        assert len(browser.get("/contacts/").context["rows"]) == 30
    assert len(few) == len(many)
