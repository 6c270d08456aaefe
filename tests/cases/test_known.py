"""The same people again: earlier cases with their reasons, inside what is open to her."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories.cases import days_ago, party_draft, registered
from tonghu.cases.models import Party
from tonghu.cases.queries.known import earlier
from tonghu.cases.rules.kinds import Matter
from tonghu.people.keys import Told
from tonghu.people.matching import match_all
from tonghu.people.rules import KeySort


def person_of(case):
    return Party.objects.get(case=case).person_id


def test_earlier_cases_stand_with_their_reasons_the_same_matter_first(actor, scoped, django_assert_num_queries):
    lin = actor("lin_he")
    with scoped(lin):
        old = registered(lin, day=days_ago(300), matter=Matter.LAND)
        same = registered(lin, day=days_ago(200))
        persons = {person_of(old): ["同一电话"], person_of(same): ["同一住址"]}
        with django_assert_num_queries(1):
            found = earlier(lin, persons, matter=Matter.CUSTODY)
        assert [(one.case, one.reasons, one.same_matter) for one in found] == [
            (same, ("同一住址",), True),
            (old, ("同一电话",), False),
        ]


def test_the_people_of_a_case_are_found_again_under_another_spelling(actor, scoped, django_assert_max_num_queries):
    lin = actor("lin_he")
    with scoped(lin):
        again = party_draft(name="单雨何", phone="", address="河湾乡柳树村 ３ 组 5")
        first, later = registered(lin, day=days_ago(90)), registered(lin, persons=(again,))
        with django_assert_max_num_queries(7):
            told = [Told.of(Party.objects.get(case=later).person)]
            [alike] = match_all(told, by=lin)
            reasons = {one.person.pk: [str(reason.label) for reason in one.reasons] for one in alike}
            [found] = earlier(lin, reasons, matter=later.matter, but=later.pk)
        assert (found.case, found.same_matter) == (first, True)
        assert str(KeySort.ADDRESS.label) in found.reasons
        assert person_of(first) != person_of(later)


def test_a_sealed_case_gives_no_hint(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        sealed = registered(lin, level=2, readers=(lin.user.pk,))
        person = person_of(sealed)
    with scoped(gu):
        assert earlier(gu, {person: ["同一电话"]}) == []


def test_a_repeat_is_linked_to_the_first_of_its_row(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        first = registered(lin)
        second = registered(lin, repeats_id=first.pk, persons=(party_draft(person_id=person_of(first)),))
        third = registered(lin, repeats_id=second.pk)
        assert second.repeats_id == third.repeats_id == first.pk
        hidden = registered(lin, level=2, readers=(lin.user.pk,))
    with scoped("zhou_sui"), pytest.raises(ValidationError) as caught:
        registered(actor("zhou_sui"), repeats_id=hidden.pk)
    assert "repeats" in caught.value.message_dict
