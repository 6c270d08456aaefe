from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.cases.stories import owed, told
from tests.factories.cases import accepted
from tonghu.cases.actions.plan import GoalDraft, end_goal, make_plan
from tonghu.cases.actions.safety import end_safety_plan, in_force, write_safety_plan
from tonghu.cases.actions.service import log_service
from tonghu.cases.models import Case, Goal, SafetyPlan, Service, Step
from tonghu.cases.queries.facts import facts_of


def soon(days=20):
    return timezone.localdate() + timedelta(days=days)


def planned(by, **changes):
    case = accepted(by, way=1, **changes)
    make_plan(case=case, goals=[GoalDraft("schooling", "下学期回校上课", soon()), GoalDraft("care", "姑姑照看")], by=by)
    return case, *Goal.objects.filter(case=case).order_by("id")


def test_a_goal_with_a_day_is_a_task_and_a_goal_bars_the_closure(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case, first, second = planned(lin)
        assert owed(case)["task.plan"] == soon()
        assert facts_of(case).goals_open == 2
        end_goal(goal=first, reached=True, by=lin)
        end_goal(goal=second, reached=False, why="姑姑搬走了", by=lin)
        assert facts_of(case).goals_open == 0
        assert "task.plan" not in owed(case)
        assert told(case)[-2:] == ["goal_reached", "goal_dropped"]


def test_a_goal_is_dropped_only_with_a_reason_and_ends_once(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        _case, first, _second = planned(lin)
        with pytest.raises(ValidationError) as refused:
            end_goal(goal=first, reached=False, by=lin)
        assert "why" in refused.value.message_dict
        end_goal(goal=first, reached=True, by=lin)
        with pytest.raises(ValidationError):
            end_goal(goal=first, reached=False, why="又想了想", by=lin)


@pytest.mark.parametrize(
    "goals",
    [[], [GoalDraft("nonsense", "x")], [GoalDraft("care", "  ")], [GoalDraft("care", "x", soon(-1))],
     [GoalDraft("care", "x")] * 21],
)  # fmt: skip
def test_a_plan_that_says_nothing_is_refused(actor, scoped, goals):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=1)
        with pytest.raises(ValidationError):
            make_plan(case=case, goals=goals, by=lin)
        assert not Goal.objects.exists()


def test_a_service_stands_against_a_goal_of_this_case_alone(actor, scoped):
    lin, zhou = actor("lin_he"), actor("zhou_sui")
    with scoped(lin):
        case, first, _second = planned(lin, office_id=zhou.office.pk)
        other, *_rest = planned(lin)
        with pytest.raises(ValidationError):
            log_service(case=other, goal=first.pk, words="家访", by=lin)
    with scoped(zhou):
        token = uuid4()
        for _ in range(2):
            log_service(case=case, goal=first.pk, words="家访，送课本", hours=Decimal("1.5"), by=zhou, token=token)
        made = Service.objects.get()
        assert (made.goal, made.hours) == (first, Decimal("1.5"))
        with pytest.raises(ValidationError):
            log_service(case=case, goal=first.pk, words="家访", hours=Decimal(25), by=zhou)
        with pytest.raises(ValidationError):
            log_service(case=case, goal=first.pk, words="家访", day=soon(1), by=zhou)


def test_the_newest_safety_plan_is_in_force_and_the_one_before_stays_readable(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=1)
        write_safety_plan(case=case, steps="去村委会", by=lin)
        write_safety_plan(case=case, steps="去姐姐家", place_of_safety="县城", by=lin)
        assert [one.steps for one in SafetyPlan.objects.filter(case=case)] == ["去姐姐家", "去村委会"]
        plan = in_force(Case.objects.get(pk=case.pk), lin)
        assert plan.steps == "去姐姐家"
        with pytest.raises(ValidationError):
            end_safety_plan(plan=plan, why=" ", by=lin)
        end_safety_plan(plan=plan, why="他已搬走", by=lin)
        with pytest.raises(ValidationError):
            end_safety_plan(plan=plan, why="他已搬走", by=lin)
        assert in_force(case, lin) is None


def test_what_a_safety_plan_says_stands_in_no_column_in_clear(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=1)
        write_safety_plan(case=case, steps="藏身之处", place_of_safety="藏身之处", by=lin)
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select string_agg(p::text, '') from cases_safetyplan p")
            assert "藏身" not in cursor.fetchone()[0]
        assert "藏身" not in str(list(Step.objects.filter(case=case).values_list("data", flat=True)))


def test_a_leader_plans_nothing_and_a_chair_logs_services_only(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case, first, _second = planned(lin)
    with scoped(gu):
        with pytest.raises(PermissionDenied):
            make_plan(case=case, goals=[GoalDraft("care", "x")], by=gu)
        with pytest.raises(PermissionDenied):
            end_goal(goal=first, reached=True, by=gu)
        log_service(case=case, goal=first.pk, words="陪同面谈", by=gu)
