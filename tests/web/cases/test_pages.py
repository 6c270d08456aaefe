"""The desk of casework in a browser: list, file, verbs, what bars them, who may not see it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.conftest import ActorOf
from tests.factories.cases import accepted, party_draft, registered
from tonghu.cases.actions.note import note_in_case
from tonghu.cases.models import Case, Step
from tonghu.cases.rules.states import VERBS
from tonghu.kit.scope import within
from tonghu.trail.models import Entry, Verb
from tonghu.web.cases.steps import step_forms

ClientOf = Callable[[str], Client]


def made(actor: ActorOf, who: str = "lin_he", **changes: object) -> Case:
    by = actor(who)
    with within(by.scope):
        return registered(by, **changes)


def test_every_verb_of_the_table_has_a_page() -> None:
    assert {verb.key for verb in VERBS} - set(step_forms()) == set()


def test_a_case_says_who_what_state_and_clock(actor: ActorOf, client_of: ClientOf) -> None:
    case = made(actor)
    page = client_of("lin_he").get(reverse("web:case", args=[case.pk])).content.decode()
    assert case.number in page
    assert "抚养费纠纷" in page
    assert "她说孩子的父亲半年没有付抚养费。" in page
    assert "单雨荷" in page
    assert "13900000011" not in page


def test_opening_a_case_stands_in_the_trail_by_its_number(actor: ActorOf, client_of: ClientOf) -> None:
    case = made(actor)
    client_of("lin_he").get(reverse("web:case", args=[case.pk]))
    with within(actor("ding_shu").scope):
        entry = Entry.objects.filter(verb=Verb.OPEN, table_name="cases_case").get()
    assert entry.object_id == case.pk
    assert entry.label == case.number


def test_the_page_offers_what_is_allowed_and_says_what_bars_the_rest(actor: ActorOf, client_of: ClientOf) -> None:
    case = made(actor)
    page = client_of("lin_he").get(reverse("web:case", args=[case.pk])).content.decode()
    assert reverse("web:case-step", args=[case.pk, "classify"]) in page
    assert reverse("web:case-step", args=[case.pk, "tell"]) not in page
    assert 'aria-disabled="true"' in page


@pytest.mark.parametrize("who", ["tian_yuan", "he_qing", "ning_zhou", "xi_yuan", "an_ran"])
def test_nobody_else_opens_it(who: str, actor: ActorOf, client_of: ClientOf) -> None:
    case = made(actor)
    browser = client_of(who)
    for name, args in (("case", [case.pk]), ("case-step", [case.pk, "note"])):
        assert browser.get(reverse(f"web:{name}", args=args)).status_code in (403, 404)
    assert "抚养费纠纷" not in browser.get(reverse("web:cases")).content.decode()


def test_a_verb_is_done_once_by_a_double_click(actor: ActorOf, client_of: ClientOf) -> None:
    case = made(actor)
    browser = client_of("lin_he")
    url = reverse("web:case-step", args=[case.pk, "classify"])
    form = browser.get(url).context["form"]
    sent = {"token": str(form["token"].value()), "seen": case.version, "classed": "appeal", "way": "6"}
    for _click in range(2):
        assert browser.post(url, sent).status_code == 302
    with within(actor("lin_he").scope):
        assert Step.objects.filter(case=case, verb="classify").count() == 1
        assert Case.objects.get(pk=case.pk).way == 6


def test_the_second_officer_is_told_what_the_first_did(actor: ActorOf, client_of: ClientOf) -> None:
    case = made(actor)
    browser = client_of("lin_he")
    url = reverse("web:case-step", args=[case.pk, "classify"])
    first = {"token": "00000000-0000-4000-8000-000000000001", "seen": case.version, "classed": "suggestion"}
    browser.post(url, first)
    second = {**first, "token": "00000000-0000-4000-8000-000000000002", "classed": "accusation", "words": "我的理由"}
    answer = browser.post(url, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "林禾" in page
    assert "我的理由" in page
    again = {**second, "seen": answer.context["form"]["seen"].value()}
    assert browser.post(url, again).status_code == 302


def test_what_is_refused_stays_typed(actor: ActorOf, client_of: ClientOf) -> None:
    case = made(actor)
    url = reverse("web:case-step", args=[case.pk, "direct"])
    browser = client_of("lin_he")
    token = str(browser.get(url).context["form"]["token"].value())
    answer = browser.post(url, {"token": token, "seen": case.version, "body": "", "words": "请她去民政局"})
    assert answer.status_code == 422
    assert "请她去民政局" in answer.content.decode()


def test_a_barred_verb_says_why_and_shows_no_form(actor: ActorOf, client_of: ClientOf) -> None:
    case = made(actor)
    answer = client_of("lin_he").get(reverse("web:case-step", args=[case.pk, "accept"]))
    assert answer.status_code == 409
    assert b"<textarea" not in answer.content


def test_a_case_of_three_steps_and_one_of_sixty_cost_the_same(actor: ActorOf, client_of: ClientOf) -> None:
    by = actor("lin_he")
    with within(by.scope):
        few = accepted(by)
        many = accepted(by, title="离婚后探望", persons=(party_draft(phone="13900000033"),))
        for number in range(60):
            note_in_case(case=many, words=f"第{number}次联系", by=by)
    browser = client_of("lin_he")
    browser.get(reverse("web:case", args=[few.pk]))
    assert _queries(browser, few) == _queries(browser, many)


def _queries(browser: Client, case: Case) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(reverse("web:case", args=[case.pk])).status_code == 200
    return len(queries)
