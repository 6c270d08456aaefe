"""The pages of letters, transfers and documents."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.conftest import ActorOf
from tests.factories.cases import accepted, days_ago, registered
from tests.factories.letters import key_of, letter_draft, minors_case, party_of, sent
from tests.factories.world import Cast
from tonghu.cases.actions.letters import write_letter
from tonghu.cases.actions.transfer import offer_case
from tonghu.cases.models import Case, Document, Letter, Transfer
from tonghu.web.cases.sections import documents, letters, transfers
from tonghu.web.frame.lines import waiting

Scoped = Callable[..., AbstractContextManager[None]]
ClientOf = Callable[[str], Client]


def url(name: str, *args: object) -> str:
    return reverse(f"web:{name}", args=args)


def do(case: Case, verb: str) -> str:
    return url("case-step", case.pk, verb)


def form_of(case: Case, **more: object) -> dict[str, object]:
    return {"token": str(uuid4()), "seen": case.version, **more}


def test_a_letter_is_written_looked_at_and_sent(
    client_of: ClientOf, actor: ActorOf, scoped: Scoped, cast: Cast
) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = minors_case(lin)
        name, guardian = key_of(case, lin, "柳小舟", "name"), party_of(case, lin, "柳青青")
        accused = party_of(case, lin, "石大川")
    browser = client_of("lin_he")
    shown = browser.get(do(case, "refer")).content.decode()
    assert "13900000031" not in shown
    assert f'value="{guardian}"' in shown
    assert f'name="agreed" value="{accused}"' not in shown
    data = form_of(
        case, kind="referral", to_office=cast.police.pk, by_account="on", asks="请依法查处", agreed=[guardian],
        agreed_how="当面", agreed_on="", fields=["case.matter", name],
    )  # fmt: skip
    response = browser.post(do(case, "refer"), data)
    assert response.status_code == 302, response.content.decode()
    with scoped(lin):
        letter = Letter.objects.get(case=case)
    page = browser.get(response.url).content.decode()
    assert "柳小舟" in page
    looked = page.split('name="looked_at" value="')[1].split('"')[0]
    step = url("case-letter-step", case.pk, letter.pk, "send")
    again = {"token": str(uuid4()), "seen": letter.version, "looked_at": looked, "day": ""}
    assert browser.post(step, again).status_code == 302
    assert browser.post(step, again).status_code == 302
    liaison = client_of("ning_zhou")
    read = liaison.get(url("letter", letter.code)).content.decode()
    assert "柳小舟" in read
    for hidden in (case.number, "柳青青", "石大川", "他说被打了两次", case.title):
        assert hidden not in read
    assert liaison.get(url("case-letter", case.pk, letter.pk)).status_code == 403
    with scoped(lin):
        assert Letter.objects.get(pk=letter.pk).state == "received"
    wrong = liaison.post(url("letter-reply", letter.code, "answer"), {"token": str(uuid4()), "words": ""})
    assert wrong.status_code == 422
    right = liaison.post(url("letter-reply", letter.code, "answer"), {"token": str(uuid4()), "words": "已立案"})
    assert right.status_code == 302
    assert "已立案" in browser.get(url("case-letter", case.pk, letter.pk)).content.decode()


def test_a_wrong_form_keeps_what_was_typed(client_of: ClientOf, actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = minors_case(lin)
        name = key_of(case, lin, "柳小舟", "name")
        mother = party_of(case, lin, "柳青青")
    data = form_of(case, kind="referral", asks="请依法查处此事", fields=[name], agreed=[mother], agreed_how="")
    response = client_of("lin_he").post(do(case, "refer"), data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "请依法查处此事" in page
    assert page.count("checked") >= 2


def test_harm_is_reported_in_one_screen(client_of: ClientOf, actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = minors_case(lin)
    browser = client_of("lin_he")
    page = browser.get(do(case, "report")).content.decode()
    assert 'href="tel:110"' in page
    assert "青溪县公安局" in page
    data = form_of(
        case, situations=["4"], noticed_on=days_ago(2).isoformat(), sent_on=timezone.localdate().isoformat(),
        police="青溪县公安局", education="青溪县教育局", fields=["case.words"],
    )  # fmt: skip
    for _click in range(2):
        assert browser.post(do(case, "report"), data).status_code == 302
    with scoped(lin):
        letters = list(Letter.objects.filter(case=case).order_by("id"))
        assert [one.to_kind for one in letters] == ["police", "education"]
        assert [one.by_account for one in letters] == [True, False]
        assert Document.objects.filter(case=case, kind="harm_report").count() == 2
    assert browser.get(url("case", case.pk)).status_code == 200
    empty = browser.post(do(case, "report"), form_of(case, noticed_on="", sent_on=""))
    assert empty.status_code == 422


def test_a_leader_decides_without_consent(client_of: ClientOf, actor: ActorOf, scoped: Scoped) -> None:
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = minors_case(lin)
        letter = write_letter(case=case, draft=letter_draft(fields=(key_of(case, lin, "柳小舟", "name"),)), by=lin)
    step = url("case-letter-step", case.pk, letter.pk, "override")
    data = {"token": str(uuid4()), "seen": letter.version, "words": "监护人联系不上"}
    assert client_of("lin_he").post(step, data).status_code == 403
    with scoped(gu):
        assert any(case.number in line.text for line in waiting(gu))
    assert client_of("gu_xin").post(step, {**data, "words": ""}).status_code == 422
    assert client_of("gu_xin").post(step, data).status_code == 302
    with scoped(lin):
        assert Letter.objects.get(pk=letter.pk).override_by == "顾欣"


def test_who_may_not_see_numbers_sees_them_masked(client_of: ClientOf, actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        mother = party_of(case, lin, "单雨荷")
        letter = sent(case, lin, fields=(f"{mother}.phone",), agreed=[mother], agreed_how="书面")
    address = url("case-letter", case.pk, letter.pk)
    assert "13900000011" in client_of("lin_he").get(address).content.decode()
    assert "13900000011" not in client_of("gu_xin").get(address).content.decode()


def test_an_offer_is_taken_over(client_of: ClientOf, actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case = accepted(lin)
    why = form_of(case, to_office=cast.neighbour.pk, why="当事人已搬到该县")
    assert client_of("lin_he").post(do(case, "transfer"), why).status_code == 302
    with scoped(tian):
        offer = Transfer.objects.get()
        assert any(case.number in line.text for line in waiting(tian))
    browser = client_of("tian_yuan")
    page = browser.get(url("transfers")).content.decode()
    assert case.number in page
    assert "当事人已搬到该县" in page
    assert "单雨荷" not in page
    assert browser.get(url("case", case.pk)).status_code == 404
    token = {f"{offer.pk}-token": str(uuid4()), f"{offer.pk}-words": ""}
    assert browser.post(url("transfer-step", offer.pk, "decline"), token).status_code == 422
    taken = browser.post(url("transfer-step", offer.pk, "accept"), token)
    assert (taken.status_code, taken.url) == (302, url("case", case.pk))
    assert browser.get(url("case", case.pk)).status_code == 200
    assert client_of("lin_he").get(url("case", case.pk)).status_code == 404


def test_asking_says_the_same_for_a_number_that_does_not_exist(
    client_of: ClientOf, actor: ActorOf, scoped: Scoped, cast: Cast
) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
    browser = client_of("tian_yuan")
    said = []
    for number in (case.number, "2026-99999"):
        data = {"token": str(uuid4()), "office": cast.county.pk, "number": number, "why": "当事人住在本县"}
        page = browser.post(url("transfer-ask"), data, follow=True).content.decode()
        said.append(page.partition("<main")[2].replace(number, ""))
    assert said[0] == said[1]


def test_a_superior_asks_for_a_case_that_it_sees_and_takes_it_back(
    client_of: ClientOf, actor: ActorOf, scoped: Scoped, cast: Cast
) -> None:
    zhou = actor("zhou_sui")
    with scoped(zhou):
        case = registered(zhou)
    browser = client_of("lin_he")
    page = browser.get(do(case, "transfer")).content.decode()
    assert 'name="to_office"' not in page
    assert browser.post(do(case, "transfer"), form_of(case, why="案情重大")).status_code == 302
    with scoped(zhou):
        offer = Transfer.objects.get(case=case)
        assert (offer.kind, offer.to_office, offer.state) == ("request", cast.county, "offered")
    back = {f"{offer.pk}-token": str(uuid4()), f"{offer.pk}-words": ""}
    assert browser.post(url("transfer-step", offer.pk, "accept"), back).status_code == 404
    assert browser.post(url("transfer-step", offer.pk, "revoke"), back).status_code == 302
    with scoped(zhou):
        assert Transfer.objects.get(case=case).state == "revoked"


def test_a_receipt_prints_at_once(client_of: ClientOf, actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
    page = client_of("lin_he").get(url("case-receipt", case.pk)).content.decode()
    assert case.number in page
    assert "青溪县妇女联合会" in page
    with scoped(lin):
        assert not Document.objects.filter(case=case).exists()


def test_a_document_is_drafted_edited_issued_and_stays(client_of: ClientOf, actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin)
    browser = client_of("lin_he")
    response = browser.post(do(case, "document"), form_of(case, kind="notice"))
    assert response.status_code == 302
    with scoped(lin):
        paper = Document.objects.get(case=case)
    words = {"seen": paper.version, "title": "告知书", "addressee": "单雨荷", "body": "第一段。\n\n第二段。"}
    assert browser.post(response.url, words).status_code == 302
    stale = browser.post(response.url, {**words, "body": "别人的话。"})
    assert stale.status_code == 409
    assert "别人的话。" in stale.content.decode()
    issue = url("case-document-issue", case.pk, paper.pk)
    assert browser.post(issue, {"seen": paper.version + 1, "number": "", "day": ""}).status_code == 302
    assert browser.post(response.url, {**words, "seen": paper.version + 2}).status_code == 422
    assert browser.post(issue, {"seen": paper.version + 2, "number": "青妇函〔2026〕3号"}).status_code == 302
    sheet = browser.get(url("case-document-docx", case.pk, paper.pk))
    assert case.number in sheet.headers["Content-Disposition"]
    assert "%E5%8D%95" not in sheet.headers["Content-Disposition"]
    assert "第二段。" in browser.get(url("case-document-print", case.pk, paper.pk)).content.decode()


def test_lists_ask_the_same_number_of_queries(client_of: ClientOf, actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin = actor("lin_he")
    addresses = (("lin_he", url("transfers")), ("ning_zhou", url("letters")))
    browsers = {name: client_of(name) for name, _address in addresses}

    def counted(many: int) -> list[int]:
        with scoped(lin):
            for _number in range(many):
                case = registered(lin)
                sent(case, lin, to_name="", to_office_id=cast.police.pk, by_account=True)
                offer_case(case=case, kind="transfer", to_office=cast.neighbour, why="搬家", by=lin)
        found = []
        for name, address in addresses:
            browsers[name].get(address)
            with CaptureQueriesContext(connection) as asked:
                assert browsers[name].get(address).status_code == 200
            found.append(len(asked))
        return found

    assert counted(2) == counted(10)


def test_a_case_page_asks_the_same_for_many_letters(client_of: ClientOf, actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)

    def counted(many: int) -> int:
        with scoped(lin):
            for _number in range(many):
                sent(case, lin)
            with CaptureQueriesContext(connection) as asked:
                for section in (letters.section, transfers.section, documents.section):
                    section(case, lin)
        return len(asked)

    assert counted(1) == counted(6)
