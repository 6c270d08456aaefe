from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.stories import owed, told
from tests.factories.cases import accepted
from tonghu.cases.actions.assess import assess, look_at
from tonghu.cases.actions.safety import write_safety_plan
from tonghu.cases.models import Assessment, Case
from tonghu.cases.rules.instruments import CURRENT, Answer, judge
from tonghu.cases.rules.plans import Need
from tonghu.cases.rules.ways import Danger
from tonghu.work.models import Obligation

ALL_NO = dict.fromkeys((question.key for question in CURRENT.questions), Answer.NO)
answers = st.fixed_dictionaries(
    {question.key: st.sampled_from(Answer.values) for question in CURRENT.questions}
)  # fmt: skip


@given(answers)
def test_the_points_shown_are_the_sum_and_one_yes_more_never_lowers_the_danger(given_answers):
    found = judge(given_answers)
    assert found.score == sum(question.points for question in found.counted) <= CURRENT.most
    for key in given_answers:
        assert judge(given_answers | {key: Answer.YES}).danger >= found.danger


@given(answers)
def test_a_critical_answer_alone_makes_it_high_and_an_unknown_one_at_least_medium(given_answers):
    found = judge(given_answers)
    critical = [given_answers[question.key] for question in CURRENT.questions if question.critical]
    if Answer.YES in critical:
        assert found.danger == Danger.HIGH
    elif Answer.UNKNOWN in critical:
        assert found.danger >= Danger.MEDIUM


def test_nothing_found_is_no_danger_and_nothing_answered_is_not():
    assert judge(ALL_NO).danger == Danger.NONE
    assert judge({}).danger == Danger.MEDIUM


def test_every_question_names_its_source_and_every_need_is_known():
    for question in CURRENT.questions:
        assert question.source
        assert 0 < question.points <= 4
        assert question.need in Need.values


def test_high_danger_asks_for_a_safety_plan_today_and_sets_the_intervals(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=1)
        assess(case=case, answers=ALL_NO | {"choked": "yes"}, by=lin)
        today = timezone.localdate()
        clocks = owed(case)
        assert Case.objects.get(pk=case.pk).danger == Danger.HIGH
        assert clocks["task.safety"] == today
        assert "followup.high" in clocks
        assert "followup.low" not in clocks
        assert clocks["reassess.high"] >= today + timedelta(days=30)
        write_safety_plan(case=case, steps="去邻居家，打110", by=lin)
        assert "task.safety" not in owed(case)


def test_a_later_lower_danger_lengthens_the_intervals(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=1)
        assess(case=case, answers=ALL_NO | {"kill": "yes"}, by=lin)
        assess(case=case, answers=ALL_NO | {"sees": "yes"}, by=lin)
        clocks = owed(case)
    assert {"followup.low", "reassess.low"} <= set(clocks)
    assert not {"followup.high", "reassess.high"} & set(clocks)


def test_harm_to_a_minor_found_so_asks_for_the_report_at_once(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=1, minor=True)
        assert "report.harm" not in owed(case)
        assess(case=case, answers=ALL_NO | {"harmed": "yes"}, by=lin)
        assert owed(case)["report.harm"] == timezone.localdate()


def test_another_danger_needs_a_reason_and_a_lower_one_is_shown_to_a_leader(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = accepted(lin, way=1)
        with pytest.raises(ValidationError) as refused:
            assess(case=case, answers=ALL_NO | {"weapon": "yes"}, danger=Danger.LOW, by=lin)
        assert "why" in refused.value.message_dict
        assert not Assessment.objects.exists()
        assess(case=case, answers=ALL_NO | {"weapon": "yes"}, danger=Danger.LOW, why="刀是做饭用的", by=lin)
        made = Assessment.objects.get()
        assert made.overridden
        assert "task" in owed(case)
        assert Obligation.objects.get(subject_id=case.pk, kind="task").assigned is None
        with pytest.raises(PermissionDenied):
            look_at(assessment=made, by=lin)
    with scoped(gu):
        look_at(assessment=made, by=gu)
        look_at(assessment=made, by=gu)
        assert "task" not in owed(case)
        assert told(case).count("assessment_seen") == 1


def test_a_second_click_is_one_assessment(actor, scoped):
    lin, token = actor("lin_he"), uuid4()
    with scoped(lin):
        case = accepted(lin, way=1)
        for _ in range(2):
            assess(case=case, answers=ALL_NO, by=lin, token=token, seen=case.version)
        assert Assessment.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"nonsense": "yes"}, {"kill": "perhaps"}])
def test_answers_of_another_edition_are_refused(actor, scoped, wrong):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=1)
        with pytest.raises(ValidationError):
            assess(case=case, answers=wrong, by=lin)


def test_the_neighbour_assesses_nothing_here(actor, scoped):
    with scoped("lin_he"):
        case = accepted(actor("lin_he"))
    with scoped("tian_yuan"), pytest.raises(Case.DoesNotExist):
        assess(case=case, answers=ALL_NO, by=actor("tian_yuan"))
    with scoped("gu_xin"), pytest.raises(PermissionDenied):
        assess(case=case, answers=ALL_NO, by=actor("gu_xin"))
