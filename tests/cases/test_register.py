"""Registration: what is written, what is owed from the first moment on, what cannot be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.cases.stories import owed
from tests.factories.cases import case_draft, days_ago, party_draft, registered
from tonghu.cases.actions.register import register_case, register_cases
from tonghu.cases.models import Case, Incident, Party, Step
from tonghu.cases.rules.kinds import Channel, Matter, Role
from tonghu.cases.rules.states import State
from tonghu.cases.rules.ways import Danger
from tonghu.places.models import Office


def test_a_mother_is_registered_and_the_fifteen_days_run(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, day=date(2026, 9, 20))
        assert (case.state, case.number, case.officer) == (State.REGISTERED, "2026-0001", lin.user.pk)
        # 15 days from 20 September end on 5 October, inside the holidays of the national day
        assert owed(case) == {"petition.notice": date(2026, 10, 8)}
        assert [party.person.name for party in Party.objects.filter(case=case)] == ["单雨荷"]
        assert Incident.objects.filter(case=case).count() == 1
        assert Step.objects.get(case=case).verb == "register"


def test_a_double_click_is_one_case(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        draft = case_draft()
        assert register_case(draft=draft, by=lin).pk == register_case(draft=draft, by=lin).pk
        assert Case.objects.count() == 1


def test_numbers_follow_each_other_by_office_and_year_over_sealed_cases_too(actor, scoped):
    lin, zhou = actor("lin_he"), actor("zhou_sui")
    with scoped(lin):
        sealed = registered(lin, level=2, readers=(lin.user.pk,))
    gu = actor("gu_xin")
    with scoped(gu):
        assert not Case.objects.exists()
    with scoped(zhou):
        assert registered(zhou).number.endswith("-0001")
    with scoped(lin):
        both = register_cases(drafts=[case_draft(), case_draft(day=date(2025, 5, 6))], by=lin)
        assert [case.number for case in both] == [f"{sealed.year}-0002", "2025-0001"]


def test_harm_to_a_minor_is_to_be_reported_today(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, matter=Matter.ABUSE, minor=True, day=days_ago(9), noticed_on=days_ago(12))
        assert owed(case)["report.harm"] == timezone.localdate()
        afraid = registered(lin, minor=True, danger=Danger.HIGH)
        assert "report.harm" in owed(afraid)
        assert "report.harm" not in owed(registered(lin, minor=True, danger=Danger.LOW))


def test_one_of_the_nine_situations_concerns_a_minor_whatever_was_ticked(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, situations=(6,))
        assert case.minor
        assert "report.harm" in owed(case)


@pytest.mark.parametrize("nobody", [(), (party_draft(name=""),), (party_draft(address="", phone=""),)])
def test_who_cannot_be_told_is_owed_no_notice(actor, scoped, nobody):
    lin = actor("lin_he")
    with scoped(lin):
        assert owed(registered(lin, persons=nobody)) == {}


def test_somebody_without_name_birth_or_address_is_registered(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        unknown = party_draft(roles=(Role.MINOR,), name="", phone="", address="")
        case = registered(lin, persons=(unknown,), channel=Channel.FOUND)
        assert case.minor
        assert Party.objects.get(case=case).person.name == ""


def test_handed_down_from_outside_can_be_objected_to_for_five_working_days(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, channel=Channel.HANDED_DOWN, from_outside=True, day=date(2026, 11, 9))
        assert owed(case)["petition.object"] == date(2026, 11, 16)


def test_more_than_five_representatives_are_refused(actor, scoped):
    lin = actor("lin_he")
    group = tuple(party_draft(name=f"代表{n}", phone=f"1390000003{n}") for n in range(6))
    with scoped(lin):
        with pytest.raises(ValidationError) as caught:
            registered(lin, persons=group)
        assert list(caught.value.message_dict) == ["persons"]
        assert not Case.objects.exists()
        assert registered(lin, persons=group[:5], people=40).people == 40


def test_what_is_wrong_stands_beside_its_field(actor, scoped):
    lin = actor("lin_he")
    ahead = timezone.localdate() + timedelta(days=1)
    with scoped(lin), pytest.raises(ValidationError) as caught:
        registered(lin, title=" ", matter="no", channel="no", day=ahead, people=-1)
    assert set(caught.value.message_dict) == {"title", "matter", "channel", "day", "people"}


@pytest.mark.parametrize("who", ["he_qing", "ning_zhou", "gu_xin"])
def test_who_handles_no_cases_registers_none(actor, scoped, who):
    with scoped(who), pytest.raises(PermissionDenied):
        registered(actor(who))


def test_no_case_for_an_office_outside_the_area(actor, scoped, cast):
    lin = actor("lin_he")
    with scoped(lin), pytest.raises(PermissionDenied):
        registered(lin, office_id=cast.neighbour.pk)


def test_a_closed_office_takes_no_case(actor, scoped, cast):
    lin = actor("lin_he")
    with scoped(lin):
        Office.objects.filter(pk=cast.other_town.pk).update(closed_on=days_ago(3))
    with scoped(lin), pytest.raises(ValidationError) as caught:
        registered(lin, office_id=cast.other_town.pk)
    assert "office" in caught.value.message_dict


def test_a_person_known_already_is_the_same_person(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        first = Party.objects.get(case=registered(lin))
        draft = replace(party_draft(), person_id=first.person_id)
        assert Party.objects.get(case=registered(lin, persons=(draft,))).person_id == first.person_id


def test_a_person_of_an_ordinary_case_is_copied_into_a_sealed_one(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        first = Party.objects.get(case=registered(lin))
        draft = party_draft(person_id=first.person_id)
        sealed = registered(lin, persons=(draft,), level=2, readers=(lin.user.pk,))
        second = Party.objects.get(case=sealed).person
        assert second.pk != first.person_id
        assert (second.name, second.level, second.readers) == (first.person.name, 2, [lin.user.pk])
        first.person.refresh_from_db()
        assert first.person.level == 0


def test_a_wrong_identity_number_is_told_and_a_right_one_says_birth_and_sex(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        with pytest.raises(ValidationError) as caught:
            registered(lin, persons=(party_draft(identity="110101199003070047"),))
        assert "persons" in caught.value.message_dict
        assert not Case.objects.exists()
        case = registered(lin, persons=(party_draft(identity="110101199003070046", sex=9),))
        person = Party.objects.get(case=case).person
        assert (person.born, person.sex) == (date(1990, 3, 7), 2)
