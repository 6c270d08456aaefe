"""The mandatory report: at once, to whom it was, when; asked for until its result is back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.conftest import ActorOf
from tests.factories.cases import days_ago, registered
from tests.factories.letters import key_of, minors_case, party_of
from tonghu.access.actor import Actor
from tonghu.cases.actions.letter_steps import step_letter
from tonghu.cases.actions.report_harm import delay_of, report_harm
from tonghu.cases.letter_drafts import HarmReport
from tonghu.cases.models import Case, Document, Letter, Step
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.rules.states import BY_KEY, State, barred
from tonghu.work.models import Obligation

Scoped = Callable[..., AbstractContextManager[None]]


def reported(case: Case, by: Actor, token: Any = None, **changes: Any) -> list[Letter]:
    values: dict[str, Any] = {
        "bodies": [("青溪县公安局", "police")], "situations": [4], "noticed_on": timezone.localdate(),
        "fields": ("case.situations", key_of(case, by, "柳小舟", "name")),
    }  # fmt: skip
    return report_harm(case=case, report=HarmReport(**(values | changes)), by=by, token=token)


def owed(case: Case, kind: str) -> list[Obligation]:
    return list(Obligation.objects.filter(subject_id=case.pk, kind=kind).order_by("id"))


@pytest.mark.parametrize("who", ["lin_he", "gu_xin"])
def test_whoever_works_on_cases_reports_without_approval(who: str, actor: ActorOf, scoped: Scoped) -> None:
    lin, by = actor("lin_he"), actor(who)
    with scoped(lin):
        case = minors_case(lin, situations=(4,), noticed_on=days_ago(3))
        assert [row.state for row in owed(case, "report.harm")] == ["open"]
    with scoped(by):
        [letter] = reported(case, by, noticed_on=days_ago(3))
        assert (letter.consent, letter.state, letter.sent_on) == ("duty", "sent", timezone.localdate())
        assert "柳小舟" in letter.disclosed
        assert "柳青青" not in letter.disclosed
        assert delay_of(letter, Case.objects.get(pk=case.pk)) == 3
        assert [row.state for row in owed(case, "report.harm")] == ["done"]
        assert Document.objects.get(letter=letter).issued_on == timezone.localdate()
        assert facts_of(case).reported


def test_it_is_asked_for_until_the_result_is_back(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = minors_case(lin, situations=(4,), noticed_on=days_ago(30), day=days_ago(30))
        [letter] = reported(case, lin, noticed_on=days_ago(30), sent_on=days_ago(20))
        [result] = owed(case, "report.result")
        assert (result.state, result.due < timezone.localdate()) == ("open", True)
        Case.objects.filter(pk=case.pk).update(state=State.HANDLING)
        case.refresh_from_db()
        assert barred(BY_KEY["ask_closure"], facts_of(case), lin.may)
        step_letter(letter=letter, step="remind", by=lin)
        assert [row.state for row in owed(case, "report.result")] == ["open"]
        step_letter(letter=letter, step="answer", words="已立案，结果如下", by=lin)
        assert [(row.state, row.in_time) for row in owed(case, "report.result")] == [("done", False)]
        assert facts_of(case).referrals_open == 0


def test_several_bodies_get_a_report_each(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case, token = minors_case(lin), uuid4()
        bodies = [("青溪县公安局", "police"), ("青溪县民政局", "civil_affairs")]
        called = timezone.now() - timedelta(minutes=20)
        letters = reported(case, lin, token, bodies=bodies, called_110_at=called)
        assert [letter.to_kind for letter in letters] == ["police", "civil_affairs"]
        assert [letter.by_account for letter in letters] == [True, False]
        assert reported(case, lin, token, bodies=bodies) == letters
        assert Letter.objects.filter(case=case).count() == 2
        assert Step.objects.filter(case=case, verb="report").count() == 1
        case.refresh_from_db()
        assert (case.situations, case.noticed_on) == ([4], timezone.localdate())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"bodies": []}, "bodies"),
        ({"situations": []}, "situations"),
        ({"situations": [12]}, "situations"),
        ({"noticed_on": timezone.localdate() + timedelta(days=2)}, "noticed_on"),
        ({"sent_on": timezone.localdate() - timedelta(days=2)}, "sent_on"),
        ({"called_110_at": timezone.now() + timedelta(days=1)}, "called_110_at"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    changes: dict[str, Any], field: str, actor: ActorOf, scoped: Scoped
) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = minors_case(lin)
        with pytest.raises(ValidationError) as refused:
            reported(case, lin, **changes)
        assert field in refused.value.message_dict
        assert not Letter.objects.exists()


def test_it_never_goes_to_the_unit_complained_of(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = minors_case(lin)
        assert party_of(case, lin, "石大川")
        with pytest.raises(ValidationError) as refused:
            reported(case, lin, bodies=[("河湾乡砖厂", "education")])
        assert "bodies" in refused.value.message_dict


def test_it_is_about_a_minor(actor: ActorOf, scoped: Scoped) -> None:
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        report = HarmReport(bodies=[("青溪县公安局", "police")], situations=[9], noticed_on=timezone.localdate())
        with pytest.raises(ValidationError):
            report_harm(case=case, report=report, by=lin)


@pytest.mark.parametrize("who", ["tian_yuan", "he_qing", "ning_zhou"])
def test_nobody_reports_a_case_that_is_not_open_to_her(who: str, actor: ActorOf, scoped: Scoped) -> None:
    lin, other = actor("lin_he"), actor(who)
    with scoped(lin):
        case = minors_case(lin)
    report = HarmReport(bodies=[("青溪县公安局", "police")], situations=[4], noticed_on=timezone.localdate())
    with scoped(other), pytest.raises((PermissionDenied, Case.DoesNotExist)):
        report_harm(case=case, report=report, by=other)
