"""Registering while listening: nothing lost, once by a double click, who is known is said, 110 first."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.conftest import ActorOf
from tests.factories.cases import contact_draft, party_draft, registered
from tonghu.cases.actions.contact import log_contact
from tonghu.cases.models import Case, Contact, Party
from tonghu.cases.rules.kinds import Matter
from tonghu.kit.scope import Confidentiality, within

ClientOf = Callable[[str], Client]
NEW = "/cases/new/"


def filled(browser: Client, **changes: Any) -> dict[str, Any]:
    """What somebody types into the empty form."""
    form = browser.get(NEW).context["form"]
    values = {
        "token": str(form["token"].value()),
        "channel": "visit",
        "day": "",
        "people": "2",
        "words": "她说孩子的父亲半年没有付抚养费。",
        "title": "抚养费拖欠",
        "matter": "ziny",
        "danger": "0",
        "who-TOTAL_FORMS": "1",
        "who-INITIAL_FORMS": "0",
        "who-0-roles": ["petitioner"],
        "who-0-name": "单雨荷",
        "who-0-phone": "13900000011",
        "who-0-sex": "2",
    }
    return {**values, "day": form["day"].value(), **changes}


def test_two_minutes_are_enough(actor: ActorOf, client_of: ClientOf) -> None:
    browser = client_of("lin_he")
    answer = browser.post(NEW, filled(browser, matter="fuyang"))
    with within(actor("lin_he").scope):
        case = Case.objects.get()
        assert answer.headers["Location"] == reverse("web:case", args=[case.pk]) + "?registered=1"
        assert case.matter == Matter.CUSTODY
        assert case.people == 2
        assert [party.person.name for party in Party.objects.filter(case=case)] == ["单雨荷"]
    page = browser.get(answer.headers["Location"]).content.decode()
    assert reverse("web:case-receipt", args=[case.pk]) in page


def test_a_double_click_is_one_case(actor: ActorOf, client_of: ClientOf) -> None:
    browser = client_of("lin_he")
    sent = filled(browser, matter="子女抚养")
    first, second = browser.post(NEW, sent), browser.post(NEW, sent)
    assert first.headers["Location"] == second.headers["Location"]
    with within(actor("lin_he").scope):
        assert Case.objects.count() == 1


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(client_of: ClientOf, actor: ActorOf) -> None:
    browser = client_of("lin_he")
    answer = browser.post(NEW, filled(browser, matter="没有这种类别", title=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"matter", "title"}
    assert "她说孩子的父亲半年没有付抚养费。" in page
    assert "13900000011" in page
    with within(actor("lin_he").scope):
        assert not Case.objects.exists()


def test_a_group_names_five_at_most(client_of: ClientOf) -> None:
    browser = client_of("lin_he")
    rows = {f"who-{n}-{name}": value for n in range(6) for name, value in (("roles", "petitioner"), ("name", f"甲{n}"))}
    answer = browser.post(NEW, filled(browser, matter="工资与辞退", **rows, **{"who-TOTAL_FORMS": "6"}))
    assert answer.status_code == 422
    assert "5" in " ".join(answer.context["form"].non_field_errors())


def test_110_stands_on_the_page_without_any_script(client_of: ClientOf) -> None:
    assert b'href="tel:110"' in client_of("lin_he").get(NEW).content


def test_looking_first_keeps_everything_and_says_who_is_known(actor: ActorOf, client_of: ClientOf) -> None:
    by = actor("lin_he")
    with within(by.scope):
        before = registered(by, persons=(party_draft(name="单雨荷", phone="13900000011"),))
    browser = client_of("lin_he")
    answer = browser.post(NEW, filled(browser, matter="子女抚养", look="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert before.number in page
    assert "她说孩子的父亲半年没有付抚养费。" in page
    with within(by.scope):
        assert Case.objects.count() == 1


def test_a_chosen_person_and_an_earlier_case_are_kept(actor: ActorOf, client_of: ClientOf) -> None:
    by = actor("lin_he")
    with within(by.scope):
        before = registered(by)
        person = Party.objects.get(case=before).person_id
    browser = client_of("lin_he")
    browser.post(NEW, filled(browser, matter="子女抚养", repeats=before.pk, **{"who-0-person": person}))
    with within(by.scope):
        case = Case.objects.exclude(pk=before.pk).get()
        assert case.repeats_id == before.pk
        assert Party.objects.get(case=case).person_id == person


def test_a_sealed_case_is_at_once_hers_alone(actor: ActorOf, client_of: ClientOf) -> None:
    browser = client_of("lin_he")
    answer = browser.post(NEW, filled(browser, matter="性侵害", level=str(Confidentiality.SEALED.value)))
    with within(actor("lin_he").scope):
        assert Case.objects.get().level == Confidentiality.SEALED
    address = answer.headers["Location"]
    assert browser.get(address).status_code == 200
    assert client_of("gu_xin").get(address).status_code == 404


def test_a_petition_is_opened_from_a_contact_by_one_click(actor: ActorOf, client_of: ClientOf) -> None:
    by = actor("lin_he")
    with within(by.scope):
        talk = log_contact(draft=contact_draft(caller="单雨荷", words="孩子父亲不付抚养费"), by=by)
    browser = client_of("lin_he")
    form = browser.get(f"{NEW}?contact={talk.pk}").context["form"]
    assert form["words"].value() == "孩子父亲不付抚养费"
    assert form.parties.forms[0]["name"].value() == "单雨荷"
    browser.post(NEW, filled(browser, matter="子女抚养", contact=talk.pk))
    with within(by.scope):
        talk = Contact.objects.get(pk=talk.pk)
        assert talk.opened_case
        assert talk.case is not None


def test_a_contact_elsewhere_opens_no_petition_here(actor: ActorOf, client_of: ClientOf) -> None:
    by = actor("tian_yuan")
    with within(by.scope):
        talk = log_contact(draft=contact_draft(), by=by)
    assert client_of("lin_he").get(f"{NEW}?contact={talk.pk}").status_code == 404
