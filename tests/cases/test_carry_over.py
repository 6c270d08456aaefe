"""Closed cases of a former register: numbered in their year, counted, without a clock; twice is once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tonghu.cases.actions.carry_over import PastCase, carry_over
from tonghu.cases.models import Case, CaseSlip, ContactSlip
from tonghu.kit.scope import within
from tonghu.people.models import Person, Service
from tonghu.work.models import Obligation


@pytest.fixture
def past(cast):
    return PastCase(
        office_id=cast.county.pk, day=date(2019, 3, 4), closed_on=date(2019, 4, 1), channel="visit", matter="custody",
        title="抚养费", people=2, minor=True, again=((date(2019, 3, 9), 3),),
    )  # fmt: skip


def test_it_is_closed_numbered_and_counted(actor, past):
    lin = actor("lin_he")
    with within(lin.scope):
        [one] = carry_over(drafts=[past], by=lin)
        slip = CaseSlip.objects.get(pk=one.pk)
        assert (one.number, one.state, one.kind) == ("2019-0001", "closed", "family")
        assert (slip.person_times, slip.incidents, slip.days_open, slip.in_time) == (5, 1, 28, None)
        assert ContactSlip.objects.count() == 2
        assert not Obligation.objects.exists()


def test_the_same_register_twice_is_once(actor, past):
    lin = actor("lin_he")
    with within(lin.scope):
        first = carry_over(drafts=[past], by=lin)
        assert carry_over(drafts=[past], by=lin) == first
        assert Case.objects.count() == 1


def test_minors_at_a_lawyer_s_reception_day(actor, cast, past):
    lin = actor("lin_he")
    with within(lin.scope):
        lawyer = Person.objects.create(
            name="律师甲", serves=True, office=cast.county, place=cast.county.place_id, token=past.token
        )
        Service.objects.create(person=lawyer, place=lawyer.place, role="lawyer", since=date(2015, 1, 1))
        received = replace(past, lawyer_id=lawyer.pk, minors_present=2)
        [one] = carry_over(drafts=[received], by=lin)
        assert CaseSlip.objects.get(pk=one.pk).reception
        assert sorted(ContactSlip.objects.values_list("reception", "minors")) == [(False, 0), (True, 2)]


def test_what_cannot_be_is_not_saved(actor, past):
    lin, neighbour = actor("lin_he"), actor("tian_yuan")
    with within(lin.scope):
        for wrong in (
            replace(past, closed_on=date(2019, 1, 1)),
            replace(past, closed_on=timezone.localdate() + timedelta(days=1)),
        ):
            with pytest.raises(ValidationError):
                carry_over(drafts=[past, wrong], by=lin)
        assert not Case.objects.exists()
    with within(neighbour.scope), pytest.raises(PermissionDenied):
        carry_over(drafts=[past], by=neighbour)
    with within(actor("gu_xin").scope), pytest.raises(PermissionDenied):
        carry_over(drafts=[past], by=actor("gu_xin"))
