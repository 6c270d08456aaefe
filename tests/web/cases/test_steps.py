"""The verbs of a case through their pages, from classification to review, joining and confidentiality."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.conftest import ActorOf
from tests.factories.cases import accepted, party_draft, registered
from tonghu.cases.models import Case, FollowUp, Incident, Party, Review
from tonghu.cases.rules.kinds import Matter
from tonghu.cases.rules.states import State
from tonghu.kit.scope import Confidentiality, within

ClientOf = Callable[[str], Client]


class Desk:
    """A browser on one case: ``desk.do("accept", day=...)`` opens the form, fills it in and sends it."""

    def __init__(self, browser: Client, case: Case) -> None:
        self.browser, self.case = browser, case

    def do(self, verb: str, **changes: Any) -> Any:
        url = reverse("web:case-step", args=[self.case.pk, verb])
        page = self.browser.get(url)
        assert page.status_code == 200, page.context["why"]
        form = page.context["form"]
        typed = {field.name: field.value() for field in form if field.value() not in (None, "", [], False)}
        answer = self.browser.post(url, typed | changes)
        assert answer.status_code == 302, answer.context["form"].errors
        return answer


def now(actor: ActorOf, case: Case) -> Case:
    by = actor("lin_he")
    with within(by.scope):
        return Case.objects.get(pk=case.pk)


def begun(actor: ActorOf, **changes: Any) -> Case:
    by = actor("lin_he")
    with within(by.scope):
        return accepted(by, **changes)


def test_from_registration_to_review(actor: ActorOf, client_of: ClientOf) -> None:
    by = actor("lin_he")
    with within(by.scope):
        case = registered(by)
    hers, leader = Desk(client_of("lin_he"), case), Desk(client_of("gu_xin"), case)
    hers.do("classify", classed="appeal", way="6", words="不属于其他法律程序")
    hers.do("accept")
    hers.do("tell", words="书面告知")
    leader.do("extend", days="20", why="等待鉴定", told_on=timezone.localdate().isoformat())
    hers.do("ask_closure", outcome="settled", result="抚养费已付清", satisfaction="1")
    assert case.number in client_of("gu_xin").get("/").content.decode()
    leader.do("return_closure", why="请补上付款凭证")
    hers.do("ask_closure", outcome="settled", result="抚养费已付清", satisfaction="1")
    leader.do("approve_closure")
    assert now(actor, case).state == State.CLOSED
    hers.do("follow_up", how="visit", safe="yes", words="孩子在校")
    hers.do("ask_review", words="认为数额不足")
    Desk(client_of("shen_mei"), case).do("decide_review", result="again", words="重新核算")
    assert now(actor, case).state == State.HANDLING
    with within(by.scope):
        assert FollowUp.objects.get(case=case).safe is True
        assert Review.objects.get(case=case).result == "again"
    page = client_of("lin_he").get(reverse("web:case", args=[case.pk])).content.decode()
    for words in ("书面告知", "等待鉴定", "请补上付款凭证", "重新核算"):
        assert words in page


def test_what_is_others_business_is_told_and_can_be_taken_up_again(actor: ActorOf, client_of: ClientOf) -> None:
    by = actor("lin_he")
    with within(by.scope):
        case = registered(by)
    hers = Desk(client_of("lin_he"), case)
    hers.do("direct", body="青溪县人民法院", words="请她到立案窗口")
    assert now(actor, case).directed_to == "青溪县人民法院"
    hers.do("reopen", why="法院不予立案")
    hers.do("withdraw", words="自愿撤回")
    assert now(actor, case).state == State.WITHDRAWN


def test_taking_back_a_request_for_closure(actor: ActorOf, client_of: ClientOf) -> None:
    case = begun(actor)
    hers = Desk(client_of("lin_he"), case)
    hers.do("ask_closure", outcome="explained", result="已说明")
    hers.do("take_back", words="她又来了")
    assert now(actor, case).state == State.HANDLING


def test_an_occurrence_a_person_an_officer_a_correction(actor: ActorOf, client_of: ClientOf, cast: Any) -> None:
    case = begun(actor)
    hers = Desk(client_of("lin_he"), case)
    hers.do("incident", people="2", words="又一次")
    hers.do("party", name="齐大川", roles=["complained_of"])
    hers.do("urgent", words="已报县委办")
    hers.do("assign", officer=str(cast["lin_he"].pk), words="继续")
    hers.do("correct", title="抚养费与探望", matter="离婚", why="写错了")
    found = now(actor, case)
    assert (found.title, found.matter) == ("抚养费与探望", Matter.DIVORCE)
    with within(actor("lin_he").scope):
        assert Incident.objects.filter(case=case).count() == 2
        assert Party.objects.filter(case=case).count() == 2


def test_two_registrations_are_joined_and_taken_apart(actor: ActorOf, client_of: ClientOf) -> None:
    kept, twice = begun(actor), begun(actor, title="同一件事", persons=(party_draft(name="单雨荷", phone=""),))
    browser = client_of("lin_he")
    Desk(browser, twice).do("merge", into=kept.number)
    page = browser.get(reverse("web:case", args=[kept.pk])).content.decode()
    assert twice.number in page
    assert "1件 · 2起 · 2人 · 2人次" in page
    Desk(browser, twice).do("unmerge")
    assert now(actor, twice).state == State.HANDLING


def test_one_matter_becomes_a_case_of_its_own(actor: ActorOf, client_of: ClientOf) -> None:
    case = begun(actor, also=(Matter.WAGES,))
    with within(actor("lin_he").scope):
        party = Party.objects.get(case=case)
    Desk(client_of("lin_he"), case).do("split", matter="工资", title="拖欠工资", parties=[str(party.pk)])
    with within(actor("lin_he").scope):
        made = Case.objects.get(split_from=case)
        assert Party.objects.get(case=made).person_id == party.person_id


def test_a_sealed_case_is_gone_for_all_who_are_not_named(actor: ActorOf, client_of: ClientOf, cast: Any) -> None:
    case = begun(actor, title="封存的事")
    readers = [str(cast[name].pk) for name in ("lin_he", "gu_xin")]
    Desk(client_of("lin_he"), case).do("confide", level=str(Confidentiality.SEALED.value), readers=readers, why="安全")
    address = reverse("web:case", args=[case.pk])
    assert "封存" in client_of("gu_xin").get(address).content.decode()
    city = client_of("shen_mei")
    assert city.get(address).status_code == 404
    assert city.get(reverse("web:record-trail", args=["cases_case", case.pk])).status_code == 404
    for page in ("/cases/", "/cases/export/", f"/find/?q={case.number}", "/"):
        answer = city.get(page)
        said = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "封存的事".encode() not in said
