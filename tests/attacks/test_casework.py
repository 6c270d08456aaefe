"""Casework in the hands of somebody curious: sealed cases, emergencies, transfers, letters, the owner's functions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from tests.conftest import ActorOf
from tests.factories.cases import case_draft, contact_draft, party_draft, registered
from tests.factories.letters import letter_draft, minors_case, sent
from tests.factories.world import Cast
from tonghu.access.actor import Actor
from tonghu.cases.actions.confide import confide_case
from tonghu.cases.actions.contact import link_contact, log_contact, open_case_from
from tonghu.cases.actions.filing import take_filing
from tonghu.cases.actions.glass import break_glass
from tonghu.cases.actions.letters import write_letter
from tonghu.cases.actions.split import split_case
from tonghu.cases.actions.transfer import accept_offer, offer_case
from tonghu.cases.models import Case, Contact, Filing, Letter
from tonghu.cases.public import FilingDraft, file
from tonghu.cases.queries.transfers import waiting_for
from tonghu.cases.rules.kinds import Role
from tonghu.kit.periods import Period
from tonghu.kit.scope import Confidentiality
from tonghu.people.models import Person
from tonghu.reports.actions import check_report, draft_report, sign_report
from tonghu.reports.models import Section
from tonghu.work.models import Obligation

ClientOf = Callable[[str], Client]
Scoped = Callable[..., AbstractContextManager[None]]


def ask(query: str, *values: Any) -> list[tuple[Any, ...]] | str:
    """The rows; or what the database says instead."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall() if cursor.description else []
    except DatabaseError as error:
        return str(error)


def seal(case: Case, by: Actor, cast: Cast, level: int = Confidentiality.SEALED) -> Case:
    """Those named: who does it, and a leader of the county."""
    return confide_case(case=case, level=level, readers=[cast["gu_xin"].pk], why="试", by=by)


def test_who_is_in_by_an_emergency_neither_opens_it_to_others_nor_gives_it_away(
    actor: ActorOf, scoped: Scoped, cast: Cast
) -> None:
    zhou, lin = actor("zhou_sui"), actor("lin_he")
    with scoped(zhou):
        case = registered(zhou)
        confide_case(case=case, level=2, readers=[cast["shen_mei"].pk], why="试", by=zhou)
    with scoped(lin):
        break_glass(office=cast.town, year=case.year, serial=case.serial, why="孩子可能有危险", hours=4, by=lin)
        opened = Case.objects.visible_to(lin).get(pk=case.pk)
        for level, readers in ((0, []), (1, []), (2, [cast["lin_he"].pk, cast["gu_xin"].pk])):
            with pytest.raises(ValidationError):
                confide_case(case=opened, level=level, readers=readers, why="试", by=lin)
    with scoped(zhou):
        now = Case.objects.get(pk=case.pk)
        assert (now.level, set(now.readers)) == (2, {cast[one].pk for one in ("zhou_sui", "shen_mei", "lin_he")})


def test_a_contact_that_stayed_behind_is_as_sealed_as_its_case(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case = registered(lin)
        contact = log_contact(draft=contact_draft(words="她说的话", due=timezone.localdate()), by=lin)
        link_contact(contact=contact, case=case, by=lin)
        offer_case(case=case, kind="transfer", to_office=cast.neighbour, why="已搬到该县", by=lin)
    with scoped(tian):
        [offer] = waiting_for(tian)
        moved = accept_offer(offer=offer, by=tian)
        assert moved is not None
        confide_case(case=moved, level=2, readers=[cast["pei_yue"].pk], why="试", by=tian)
    for who in ("lin_he", "gu_xin", "shen_mei"):
        with scoped(who):
            assert not Contact.objects.filter(pk=contact.pk).exists(), who
            owed = Obligation.objects.filter(subject_table="cases_contact", subject_id=contact.pk)
            assert not owed.exists(), who


def test_what_was_filed_is_as_sealed_as_what_became_of_it(
    actor: ActorOf, scoped: Scoped, cast: Cast, client_of: ClientOf
) -> None:
    file(FilingDraft(office_id=cast.county.pk, words="标记诉说", name="标记群众", token=uuid4()))
    lin, tian = actor("lin_he"), actor("shen_mei")
    with scoped(lin):
        filing = Filing.objects.visible_to(lin).get()
        contact = take_filing(filing=filing, by=lin)
        case = open_case_from(contact=contact, draft=case_draft(), by=lin)
        seal(case, lin, cast)
        assert Filing.objects.visible_to(lin).filter(pk=filing.pk).exists()
    with scoped(tian):
        assert not Filing.objects.filter(pk=filing.pk).exists()
        assert not Filing.objects.visible_to(tian).filter(pk=filing.pk).exists()


def test_a_filing_answered_without_a_contact_stays_open_to_the_area(
    actor: ActorOf, scoped: Scoped, cast: Cast, client_of: ClientOf
) -> None:
    file(FilingDraft(office_id=cast.county.pk, words="标记诉说", token=uuid4()))
    lin = actor("lin_he")
    with scoped(lin):
        filing = Filing.objects.visible_to(lin).get()
    page = client_of("lin_he").post(f"/cases/filings/{filing.pk}/", {"state": "done", "note": "已答复"})
    assert page.status_code == 302
    with scoped("shen_mei"):
        assert Filing.objects.filter(pk=filing.pk).exists()


def test_a_stranger_cannot_be_carried_along_in_somebodys_own_case(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    """A row of a case that names a hidden person would have her copied by a transfer, or opened by an emergency."""
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        hidden = seal(registered(lin), lin, cast)
        person = Person.objects.served().get(parties__case=hidden)
    with scoped(tian):
        own = registered(tian, persons=())
        said = ask(
            "insert into cases_party (case_id, place, person_id, roles, relation, entered_at, entered_by, entered_name)"
            " values (%s, %s, %s, '{victim}', '', now(), %s, '')", own.pk, own.place, person.pk, tian.user.pk,
        )  # fmt: skip
        assert isinstance(said, str)
        assert "row-level security" in said


def test_nobody_makes_what_is_owed_climb_before_its_time(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    zhou, lin = actor("zhou_sui"), actor("lin_he")
    with scoped(zhou):
        confide_case(case=registered(zhou), level=1, why="试", by=zhou, readers=[cast["shen_mei"].pk])
    with scoped(lin):
        ask("select work_climb(date '2036-01-01', 0)")
        ask("select work_climb(current_date, -5000)")
        assert not Obligation.objects.filter(level=1).exists()


def test_the_numbers_of_another_area_are_not_counted(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    with scoped("lin_he"):
        registered(actor("lin_he"))
    with scoped("tian_yuan"):
        said = ask("select cases_next_serial(%s, %s)", cast.county.pk, timezone.localdate().year)
        assert said == [(None,)] or isinstance(said, str)


@pytest.mark.parametrize("typed", ["县公安局", "青溪县 公安局", "青溪县公安局", "青溪县\u200b公安局"])
@pytest.mark.parametrize("accused", ["县公安局", "青溪县公安局"])
def test_no_spelling_of_the_unit_complained_of_gets_a_letter(
    actor: ActorOf, scoped: Scoped, cast: Cast, typed: str, accused: str
) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        person = party_draft(name="石大川", roles=(Role.COMPLAINED_OF,), unit=accused)
        case = registered(lin, persons=(party_draft(), person))
        for changes in ({"to_name": typed}, {"to_name": "", "to_office_id": cast.police.pk}):
            with pytest.raises(ValidationError):
                write_letter(case=case, draft=letter_draft(**changes), by=lin)


def test_the_person_complained_of_gets_no_letter_under_another_of_her_names(
    actor: ActorOf, scoped: Scoped, cast: Cast
) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        person = party_draft(name="石大川", also="宁舟、石老三", roles=(Role.COMPLAINED_OF,))
        case = registered(lin, persons=(party_draft(), person))
        for changes in ({"to_name": "石老三"}, {"to_name": "", "to_office_id": cast.police.pk, "by_account": True}):
            with pytest.raises(ValidationError):
                write_letter(case=case, draft=letter_draft(**changes), by=lin)


def test_a_liaison_changes_nothing_of_a_letter_but_by_her_answer(actor: ActorOf, scoped: Scoped, cast: Cast) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        letter = sent(minors_case(lin), lin, to_name="", to_office_id=cast.police.pk, by_account=True)
    with scoped("ning_zhou"):
        for change in (
            "disclosed = asks",
            f"to_office_id = {cast.school.pk}",
            "state = 'draft'",
            "case_id = case_id + 1",
        ):
            assert ask(f"update cases_letter set {change} returning id") == []
        assert ask("select id from cases_case") == ask("select id from people_person where not serves") == []
        assert ask("select cases_letter_reply(%s, 'send', current_date, '', gen_random_uuid())", letter.pk) == [
            ("sent",)
        ]
    with scoped("tian_yuan"):
        assert ask("select cases_letter_reply(%s, 'accept', current_date, '', null)", letter.pk) == [(None,)]
        assert Letter.objects.count() == 0


def pages(case: Case, other: Case) -> list[str]:
    """Every page that could tell of a case."""
    number = case.number
    return [
        "/", "/cases/", f"/cases/?q={number}", "/cases/?q=13900000011", "/cases/?q=单雨荷", "/cases/?q=shanyuhe",
        "/cases/?state=registered", "/cases/?sort=due", "/contacts/", "/cases/print/", "/late/rows/",
        f"/search/?q={number}",
        "/search/?q=单雨荷", "/search/?q=syh", "/late/", "/people/", "/people/?q=单雨荷", "/waiting/",
        f"/cases/{case.pk}/", f"/trail/cases_case/{case.pk}/", f"/cases/{other.pk}/", f"/trail/cases_case/{other.pk}/",
        "/figures/", "/reports/", "/transfers/", "/letters/", "/cases/filings/",
    ]  # fmt: skip


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("who", ["shen_mei", "wei_lan", "zhou_sui", "he_qing", "tian_yuan", "ning_zhou", "gu_xin"])
def test_no_page_tells_of_a_case_to_who_is_not_named(
    actor: ActorOf, scoped: Scoped, cast: Cast, client_of: ClientOf, who: str, level: int
) -> None:
    """Sealed after it was split, repeated, spoken about and joined to people."""
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, title="隐秘标题", words="隐秘经过")
        contact = log_contact(draft=contact_draft(words="隐秘来电", caller="隐秘来电人"), by=lin)
        link_contact(contact=contact, case=case, by=lin)
        part = split_case(case=case, matter="dispute", title="公开部分", by=lin)
        later = registered(lin, title="公开再访", repeats_id=case.pk, persons=())
        leader = "gu_xin" if who != "gu_xin" else "shen_mei"
        confide_case(case=case, level=level, readers=[cast[leader].pk], why="隐秘理由", by=lin)
    if level == 1 and who == "gu_xin":
        return
    client = client_of(who)
    for other in (part, later):
        for path in pages(case, other):
            page = client.get(path)
            asked = unquote(path.partition("q=")[2])
            text = unquote(page.content.decode("utf-8", "replace"))
            for secret in {"隐秘", "13900000011", "单雨荷", case.number} - {asked}:
                assert secret not in text, (who, path, secret)


def test_a_signed_report_names_no_case_to_who_may_not_open_it(
    actor: ActorOf, scoped: Scoped, cast: Cast, client_of: ClientOf
) -> None:
    """Neither one that was sealed after the signature, nor any at all to who does no casework."""
    lin = actor("lin_he")
    with scoped(lin):
        case, plain = registered(lin), registered(lin, persons=())
        report = draft_report(office=cast.county, period=Period.year(case.day.year), by=lin, token=uuid4())
        Section.objects.create(
            report=report, place=report.place, position=9, heading="信访", body="办理[[cases.petitions]]件。"
        )
        report = check_report(report=report, by=actor("gu_xin"))
        report = sign_report(report=report, by=actor("gu_xin"))
    page = client_of("shen_mei").get(f"/reports/{report.pk}/figures/cases.petitions/").text
    assert case.number in page
    with scoped(lin):
        seal(case, lin, cast)
    for who, numbers in (("shen_mei", [plain.number]), ("fang_ting", []), ("gu_xin", [case.number, plain.number])):
        client = client_of(who)
        for path in (f"/reports/{report.pk}/figures/cases.petitions/", f"/reports/{report.pk}/changes/"):
            page = client.get(path)
            assert page.status_code == 200, (who, path)
            told = [one.number for one in (case, plain) if one.number in page.text or f"/cases/{one.pk}/" in page.text]
            assert set(told) <= set(numbers), (who, path)
