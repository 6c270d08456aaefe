"""A case from its classification to its closure and beyond, and the clocks that run in it."""

from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tests.cases.stories import owed, told
from tests.factories.cases import accepted, days_ago, party_draft, registered
from tonghu.cases.actions.accept import accept_case
from tonghu.cases.actions.classify import classify_case
from tonghu.cases.actions.closure import approve_closure, ask_closure, return_closure, take_back_closure
from tonghu.cases.actions.correct import correct_case
from tonghu.cases.actions.direct import direct_case
from tonghu.cases.actions.extend import extend_case
from tonghu.cases.actions.follow_up import follow_up
from tonghu.cases.actions.frame import Overtaken
from tonghu.cases.actions.incident import add_incident
from tonghu.cases.actions.note import note_in_case
from tonghu.cases.actions.reopen import reopen_case
from tonghu.cases.actions.tell import tell_petitioner
from tonghu.cases.actions.urgent import tell_of_urgent
from tonghu.cases.actions.withdraw import withdraw_case
from tonghu.cases.drafts import Particulars
from tonghu.cases.models import Case, FollowUp, Incident
from tonghu.cases.rules.kinds import Matter
from tonghu.cases.rules.states import State
from tonghu.cases.rules.ways import Class, Danger, Outcome, Satisfaction, Way
from tonghu.work.models import Obligation

DONE = {"outcome": Outcome.SETTLED, "result": "付清了抚养费", "satisfaction": Satisfaction.SATISFIED}


def test_only_petition_procedure_starts_the_sixty_days_from_acceptance(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        timed = accepted(lin, day=date(2026, 3, 2))
        assert owed(timed)["petition.finish"] == date(2026, 5, 6)
        row = Obligation.objects.get(subject_id=timed.pk, kind="petition.finish")
        assert (row.moved_from, row.since) == (date(2026, 5, 1), date(2026, 3, 2))
        other = accepted(lin, way=Way.JUSTICE, day=date(2026, 3, 2))
        assert "petition.finish" not in owed(other)
        assert "followup.low" in owed(other)


def test_a_term_ends_after_the_29th_of_february_as_after_any_day(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, day=date(2024, 2, 29))
        assert owed(case)["petition.finish"] == date(2024, 4, 29)
        assert owed(registered(lin, day=date(2024, 2, 14)))["petition.notice"] == date(2024, 2, 29)


def test_a_way_belongs_to_an_appeal_alone(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        for wrong in ({"classed": Class.APPEAL}, {"classed": Class.SUGGESTION, "way": 6}, {"classed": "no"}):
            with pytest.raises(ValidationError):
                classify_case(case=case, by=lin, **wrong)
        assert classify_case(case=case, classed=Class.SUGGESTION, by=lin).state == State.CLASSIFIED


def test_it_is_not_accepted_before_it_was_brought_or_classified(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        with pytest.raises(ValidationError):
            accept_case(case=case, by=lin)
        case = classify_case(case=case, classed=Class.APPEAL, way=6, by=lin)
        with pytest.raises(ValidationError) as caught:
            accept_case(case=case, day=days_ago(1), by=lin)
        assert "day" in caught.value.message_dict


def test_telling_ends_the_fifteen_days_on_the_day_she_was_told(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, day=days_ago(40))
        case = tell_petitioner(case=case, day=days_ago(39), by=lin)
        row = Obligation.objects.get(subject_id=case.pk, kind="petition.notice")
        assert (row.state, row.in_time, case.told_on) == ("done", True, days_ago(39))


def test_what_is_others_business_is_directed_and_ends(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = direct_case(case=registered(lin), body="县劳动仲裁委员会", by=lin)
        assert (case.state, case.directed_to, owed(case)) == (State.DIRECTED, "县劳动仲裁委员会", {})


def test_an_extension_is_approved_once_told_and_counted_from_the_last_day(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = accepted(lin, day=days_ago(30))
        before = owed(case)["petition.finish"]
        with pytest.raises(PermissionDenied):
            extend_case(case=case, days=10, why="等鉴定", told_on=days_ago(0), by=lin)
    with scoped(gu):
        for wrong in ({"days": 31}, {"why": ""}, {"told_on": None}):
            with pytest.raises(ValidationError):
                extend_case(case=case, by=gu, **({"days": 10, "why": "等鉴定", "told_on": days_ago(0)} | wrong))
        case = extend_case(case=case, days=10, why="等鉴定", told_on=days_ago(0), by=gu)
        assert owed(case)["petition.finish"] >= before + timedelta(days=7)
        with pytest.raises(ValidationError):
            extend_case(case=case, days=5, why="等鉴定", told_on=days_ago(0), by=gu)


def test_a_closure_is_asked_for_and_approved_and_the_review_term_is_kept(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = ask_closure(case=accepted(lin, day=days_ago(50)), by=lin, **DONE)
        assert "closure.approve" in owed(case)
        assert Obligation.objects.get(subject_id=case.pk, kind="closure.approve").assigned_id is None
        with pytest.raises(PermissionDenied):
            approve_closure(case=case, by=lin)
    with scoped(gu):
        case = approve_closure(case=case, by=gu)
        assert (case.state, case.closed_on) == (State.CLOSED, timezone.localdate())
        assert set(owed(case)) == {"followup.low"}
        asked = Obligation.objects.get(subject_id=case.pk, kind="petition.review_ask")
        assert asked.state == "dropped"
        assert asked.due >= timezone.localdate() + timedelta(days=30)


def test_no_closure_by_mediation_without_agreement_or_of_a_crime(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        with pytest.raises(ValidationError) as none_on_file:
            ask_closure(case=accepted(lin), by=lin, outcome=Outcome.MEDIATED, result="和好")
        crime = accepted(lin, matter=Matter.ABUSE)
        with pytest.raises(ValidationError) as never:
            ask_closure(case=crime, by=lin, outcome=Outcome.MEDIATED, result="和好")
        assert list(none_on_file.value.message_dict) == list(never.value.message_dict) == ["outcome"]
        assert none_on_file.value.messages != never.value.messages


def test_a_request_is_given_back_or_taken_back(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = take_back_closure(case=ask_closure(case=accepted(lin), by=lin, **DONE), by=lin)
        assert (case.state, case.outcome, "closure.approve" in owed(case)) == (State.HANDLING, "", False)
        case = ask_closure(case=case, by=lin, **DONE)
    with scoped(gu):
        with pytest.raises(ValidationError):
            return_closure(case=case, why=" ", by=gu)
        case = return_closure(case=case, why="回访还没有做", by=gu)
        assert case.state == State.HANDLING
        assert told(case)[-3:] == ["take_back", "ask_closure", "return_closure"]


def test_harm_that_was_not_reported_bars_the_end(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, matter=Matter.ABANDONMENT, minor=True)
        for step in (
            lambda: ask_closure(case=case, by=lin, **DONE),
            lambda: withdraw_case(case=case, by=lin),
        ):
            with pytest.raises(ValidationError):
                step()


def test_follow_ups_set_the_next_by_the_danger(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = accepted(lin, way=Way.JUSTICE, danger=Danger.MEDIUM, day=days_ago(10))
        made = follow_up(case=case, day=days_ago(2), words="孩子已返校", safe=True, by=lin)
        assert FollowUp.objects.get(case=case) == made
        assert set(owed(case)) == {"petition.notice", "followup.medium"}
        assert owed(case)["followup.medium"] >= days_ago(2) + timedelta(days=30)


def test_a_closed_case_is_looked_at_until_it_is_enough(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = accepted(lin)
        ask_closure(case=case, by=lin, **DONE)
    with scoped(gu):
        case = approve_closure(case=case, by=gu)
    with scoped(lin):
        follow_up(case=case, words="没有找到人", reached=False, again=False, by=lin)
        assert set(owed(case)) == {"followup.low"}
        follow_up(case=case, words="生活稳定", again=False, by=lin)
        assert owed(case) == {}


def test_reopening_starts_the_sixty_days_anew_and_they_can_be_extended_again(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case = accepted(lin, day=days_ago(100))
    with scoped(gu):
        case = extend_case(case=case, days=30, why="等判决", told_on=days_ago(50), by=gu)
    with scoped(lin):
        ask_closure(case=case, by=lin, **DONE)
    with scoped(gu):
        approve_closure(case=case, by=gu)
    with scoped(lin):
        with pytest.raises(ValidationError):
            reopen_case(case=case, why="", by=lin)
        case = reopen_case(case=case, why="又停付了", by=lin)
        assert (case.state, case.closed_on, case.outcome, case.extended_days) == (State.HANDLING, None, "", None)
        assert owed(case)["petition.finish"] >= timezone.localdate() + timedelta(days=60)
        assert "followup.low" not in owed(case)


def test_a_withdrawn_case_owes_nothing_and_can_be_taken_up_again(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = withdraw_case(case=registered(lin), words="已和解", by=lin)
        assert (case.state, owed(case)) == (State.WITHDRAWN, {})
        assert reopen_case(case=case, why="又来", by=lin).state == State.HANDLING


def test_it_happened_again_is_one_more_occurrence_in_one_case(actor, scoped):
    zhou = actor("zhou_sui")
    with scoped(zhou):
        case = registered(zhou, matter=Matter.ABUSE, minor=True)
        add_incident(case=case, day=days_ago(1), words="又挨打", by=zhou)
        assert Incident.objects.filter(case=case).count() == 2
        assert Obligation.objects.filter(subject_id=case.pk, kind="report.harm", state="open").count() == 2
        with pytest.raises(ValidationError):
            add_incident(case=case, day=days_ago(-1), by=zhou)


def test_a_note_overtakes_nobody_a_decision_does(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        note_in_case(case=case, words="已打电话核实", by=lin)
        case = classify_case(case=case, classed=Class.APPEAL, way=6, by=lin, seen=case.version)
        with pytest.raises(Overtaken) as caught:
            direct_case(case=case, body="法院", by=lin, seen=case.version - 1)
        assert caught.value.step is not None
        assert caught.value.step.verb == "classify"


def test_a_second_click_on_any_verb_does_it_once(actor, scoped):
    lin = actor("lin_he")
    token = uuid4()
    with scoped(lin):
        case = registered(lin)
        for _click in range(2):
            done = classify_case(case=case, classed=Class.APPEAL, way=6, by=lin, seen=case.version, token=token)
            assert done.state == State.CLASSIFIED
        assert told(case) == ["register", "classify"]


def test_a_correction_keeps_the_number_and_asks_for_the_report(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin)
        facts = Particulars(**{one.name: getattr(case, one.name) for one in fields(Particulars)})
        assert correct_case(case=case, particulars=facts, by=lin).version == case.version
        case = correct_case(case=case, particulars=replace(facts, minor=True, matter=Matter.RAPE), by=lin)
        assert (case.kind, case.number.endswith("-0001")) == ("personal", True)
        assert "report.harm" in owed(case)
        with pytest.raises(ValidationError):
            correct_case(case=case, particulars=replace(facts, repeats_id=case.pk), by=lin)


def test_a_major_matter_is_told_to_party_and_government_at_once(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case = registered(lin, urgent=True)
        assert owed(case)["petition.urgent"] == timezone.localdate()
        case = tell_of_urgent(case=case, words="电话报告县委办", by=lin)
        assert "petition.urgent" not in owed(case)


def test_a_child_who_turns_18_in_the_middle_stays_a_minor_of_this_case(actor, scoped):
    lin = actor("lin_he")
    today = timezone.localdate()
    born = date(today.year - 18, today.month, min(today.day, 28))
    with scoped(lin):
        child = party_draft(roles=("minor", "victim"), name="单小雨", born=born, phone="", address="")
        case = accepted(lin, day=days_ago(60), persons=(child,))
        assert case.minor
        assert note_in_case(case=case, words="已满十八岁", by=lin).to == State.HANDLING
        assert Case.objects.get(pk=case.pk).minor


def test_another_county_sees_and_does_nothing(actor, scoped):
    lin, tian = actor("lin_he"), actor("tian_yuan")
    with scoped(lin):
        case = registered(lin)
    with scoped(tian), pytest.raises(Case.DoesNotExist):
        classify_case(case=case, classed=Class.APPEAL, way=6, by=tian)
