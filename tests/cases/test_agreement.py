from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests.cases.stories import owed, told
from tests.factories.cases import accepted, days_ago
from tonghu.cases.actions.agreement import (
    AgreementDraft,
    PromiseDraft,
    agree,
    confirm_agreement,
    keep_partly,
    keep_promise,
    leave_unconfirmed,
    waive_promise,
)
from tonghu.cases.actions.meeting import hold_meeting
from tonghu.cases.actions.scene import go_to_scene
from tonghu.cases.models import Agreement, Promise, Step
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.rules.states import BY_KEY, barred


def soon(days=10):
    return timezone.localdate() + timedelta(days=days)


def draft(**changes):
    values = {
        "words": "父亲按月付抚养费",
        "promises": [PromiseDraft("付清欠款", soon(), Decimal("8400.00")), PromiseDraft("送孩子返校", soon(20))],
    }
    return AgreementDraft(**(values | changes))


def agreed(by, **changes):
    case = accepted(by, way=1)
    agree(case=case, draft=draft(**changes), by=by)
    return case, *Promise.objects.filter(case=case).order_by("due")


def closure(case, by):
    return barred(BY_KEY["ask_closure"], facts_of(case), by.may)


def test_the_case_stays_open_until_each_promise_is_kept_or_given_up(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case, money, school = agreed(lin)
        assert "task.agreement" in owed(case)
        assert len(closure(case, lin)) == 1
        keep_promise(promise=money, by=lin)
        assert closure(case, lin)
        waive_promise(promise=school, why="孩子随母亲转学，母亲同意", by=lin)
        assert closure(case, lin) == []
        assert "task.agreement" not in owed(case)
        assert told(case)[-3:] == ["agreement", "promise_kept", "promise_waived"]


def test_what_is_left_of_a_sum_is_a_promise_of_its_own(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case, money, _school = agreed(lin)
        rest = keep_partly(promise=money, amount=Decimal("3000"), rest_by=soon(40), by=lin)
        sums = Promise.objects.filter(case=case, amount__isnull=False).values_list("amount", flat=True)
        assert sum(sums) == Decimal("8400.00")
        assert (rest.amount, rest.due, rest.kept_on) == (Decimal("5400.00"), soon(40), None)
        assert facts_of(case).promises_open == 2


@pytest.mark.parametrize("amount", [None, Decimal(0), Decimal(8400), Decimal(9000)])
def test_a_part_is_more_than_nothing_and_less_than_all(actor, scoped, amount):
    lin = actor("lin_he")
    with scoped(lin):
        _case, money, _school = agreed(lin)
        with pytest.raises(ValidationError):
            keep_partly(promise=money, amount=amount, rest_by=soon(), by=lin)


def test_a_promise_ends_once_and_is_given_up_only_with_a_reason(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        _case, money, school = agreed(lin)
        with pytest.raises(ValidationError):
            waive_promise(promise=school, why="", by=lin)
        keep_promise(promise=money, by=lin)
        for again in (keep_promise, lambda promise, by: waive_promise(promise=promise, why="x", by=by)):
            with pytest.raises(ValidationError):
                again(promise=money, by=lin)


@pytest.mark.parametrize("grave", [{"matter": "rape"}, {"situations": (4,), "minor": True}])
def test_crimes_and_the_nine_situations_are_agreed_upon_only_in_a_side_matter(actor, scoped, grave):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=1, **grave)
        with pytest.raises(ValidationError) as refused:
            agree(case=case, draft=draft(), by=lin)
        assert "side_matter" in refused.value.message_dict
        assert not Agreement.objects.exists()
        agree(case=case, draft=draft(words="医药费由对方承担", side_matter=True), by=lin)
        assert Agreement.objects.get().words == "医药费由对方承担"


def test_only_a_committees_agreement_goes_to_the_court_within_thirty_days(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case, *_promises = agreed(lin, committee=True, day=days_ago(0))
        made = Agreement.objects.get()
        assert made.confirm_by == owed(case)["mediation.confirm"]
        assert made.confirm_by >= soon(30)
        confirm_agreement(agreement=made, by=lin)
        assert "mediation.confirm" not in owed(case)
        with pytest.raises(ValidationError):
            leave_unconfirmed(agreement=made, why="不申请", by=lin)
        plain, *_rest = agreed(lin)
        assert "mediation.confirm" not in owed(plain)
        with pytest.raises(ValidationError):
            confirm_agreement(agreement=Agreement.objects.get(case=plain), by=lin)


def test_both_sides_may_leave_it_unconfirmed(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case, *_promises = agreed(lin, committee=True)
        with pytest.raises(ValidationError):
            leave_unconfirmed(agreement=Agreement.objects.get(), why="", by=lin)
        leave_unconfirmed(agreement=Agreement.objects.get(), why="双方不申请", by=lin)
        assert "mediation.confirm" not in owed(case)


@pytest.mark.parametrize(
    "changes",
    [{"words": " "}, {"promises": [PromiseDraft("", soon())]}, {"promises": [PromiseDraft("付款", soon())] * 13},
     {"day": soon(1)}, {"day": days_ago(0), "promises": [PromiseDraft("付款", days_ago(1))]}],
)  # fmt: skip
def test_an_agreement_that_cannot_be_is_refused(actor, scoped, changes):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=1)
        with pytest.raises(ValidationError):
            agree(case=case, draft=draft(**changes), by=lin)
        assert not Promise.objects.exists()


def test_scene_and_meeting_keep_names_out_of_the_plain_columns(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=1)
        go_to_scene(case=case, found="门锁被撬", who="苏禾、村主任", safe=False, by=lin)
        hold_meeting(case=case, result="父母同意分开住", present="苏禾", authority="青溪县民政局", agreed=True, by=lin)
        steps = Step.objects.filter(case=case, verb__in=["scene", "meeting"]).order_by("id")
        assert "苏禾" in steps[0].words
        assert "门锁被撬" in steps[0].words
        assert not any("苏禾" in str(step.data) for step in steps)
        assert steps[1].data["authority"] == "青溪县民政局"
        with pytest.raises(ValidationError):
            go_to_scene(case=case, found="", by=lin)
        with pytest.raises(ValidationError):
            hold_meeting(case=case, result="", by=lin)
