from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.cases.stories import owed
from tests.factories.cases import accepted, days_ago
from tonghu.cases.actions.tracks import begin_track, take_step
from tonghu.cases.models import Case, Track, TrackStep
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.rules.steps import TrackKind, TrackState
from tonghu.cases.rules.tracks import TRACKS, AskKind, barred_step, moved
from tonghu.work.models import Obligation
from tonghu.work.rules import OTHER
from tonghu.work.terms import TERMS

NOW = timezone.now


def soon(days=30):
    return timezone.localdate() + timedelta(days=days)


def begun(by, kind, **facts):
    case = accepted(by, way=1)
    begin_track(case=case, kind=kind, facts=facts, by=by)
    return case, Track.objects.get(case=case)


def led(track, by, *steps):
    for step, facts in steps:
        track = take_step(track=track, step=step, facts=facts, words="记录", by=by)
    return track


APPLY = ("apply", {"applied_at": NOW() - timedelta(hours=2), "applicant": "federation"})


@pytest.mark.parametrize("kind", TRACKS)
def test_every_step_starts_somewhere_leads_somewhere_and_its_clocks_are_known(kind):
    rule = TRACKS[kind]
    for step in rule.by_key.values():
        assert set(step.start) <= set(rule.stages)
        assert not step.to or step.to in rule.stages
        assert set(step.after) <= set(rule.by_key)
        assert set(step.stops) - {"*"} <= rule.kinds
        asked = {ask.key for ask in step.asks}
        for clock in step.clocks:
            assert clock.kind in TERMS or clock.kind in OTHER
            assert {clock.due, clock.since, clock.when, clock.unless} - {""} <= asked
    assert rule.source


def ways_out(rule, stage, taken):
    """Whether the track can be done (not only given up) from here."""
    seen, waiting = set(), [(stage, frozenset(taken))]
    while waiting:
        at, steps = waiting.pop()
        for step in rule.steps:
            if barred_step(step, rule, stage=at, state=TrackState.UNDER_WAY, taken=sorted(steps), may=True):
                continue
            if step.ends == TrackState.DONE:
                return True
            reached = (step.to or at, steps | {step.key})
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
    return False


@given(st.sampled_from(list(TRACKS)), st.lists(st.integers(0, 30), max_size=12))
def test_random_steps_never_leave_a_track_that_cannot_be_ended(kind, choices):
    rule = TRACKS[kind]
    stage, state, taken = rule.first, TrackState.UNDER_WAY, []
    for choice in choices:
        steps = list(rule.by_key.values())
        step = steps[choice % len(steps)]
        if barred_step(step, rule, stage=stage, state=state, taken=taken, may=True):
            continue
        stage, state = moved(step, stage)
        taken.append(step.key)
        if state != TrackState.UNDER_WAY:
            assert all(barred_step(one, rule, stage=stage, state=state, taken=taken, may=True) for one in steps)
            return
    assert not barred_step(rule.by_key["drop"], rule, stage=stage, state=state, taken=taken, may=True)
    assert ways_out(rule, stage, taken)


def test_a_protection_order_from_the_application_to_its_end(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case, track = begun(lin, TrackKind.PROTECTION_ORDER)
        track = led(track, lin, APPLY)
        row = Obligation.objects.get(subject_id=case.pk, kind="protection.decide")
        assert row.due_at - (NOW() - timedelta(hours=2)) - timedelta(hours=72) < timedelta(minutes=1)
        assert facts_of(case).tracks_open == 1
        track = led(track, lin, ("granted", {"until": soon(150)}))
        assert track.valid_until == soon(150)
        clocks = owed(case)
        assert clocks["protection.valid"] == soon(150)
        assert clocks["task.visit"] == soon(136)
        assert "protection.decide" not in clocks
        track = led(track, lin, ("extended", {"until": soon(170)}), ("breach", {"told": False}))
        clocks = owed(case)
        assert clocks["protection.valid"] == soon(170)
        assert clocks["task.call"] == soon(0)
        track = led(track, lin, ("breach_told", {}))
        assert {"task.call"} & set(owed(case)) == set()
        assert "task.visit" in owed(case)
        track = led(track, lin, ("ended", {}))
        assert track.state == TrackState.DONE
        assert not {kind for kind in owed(case) if kind.startswith(("protection.", "task."))}
        assert facts_of(case).tracks_open == 0


def test_an_urgent_application_is_decided_within_twenty_four_hours(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case, track = begun(lin, TrackKind.PROTECTION_ORDER)
        led(track, lin, ("apply", APPLY[1] | {"urgent": True}))
        assert "protection.decide_urgent" in owed(case)
        assert "protection.decide" not in owed(case)


def test_an_order_holds_six_months_at_most_and_reconsideration_has_five_days(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case, track = begun(lin, TrackKind.PROTECTION_ORDER)
        track = led(track, lin, APPLY)
        with pytest.raises(ValidationError) as refused:
            led(track, lin, ("granted", {"until": soon(200)}))
        assert "until" in refused.value.message_dict
        track = led(track, lin, ("refused", {}))
        assert owed(case)["protection.reconsider"] >= soon(5)
        Obligation.objects.filter(kind="protection.reconsider").update(since=days_ago(9), due=days_ago(1))
        with pytest.raises(ValidationError):
            led(track, lin, ("reconsider", {}))
        Obligation.objects.filter(kind="protection.reconsider").update(due=soon(1))
        assert led(track, lin, ("reconsider", {})).stage == "reconsidering"


def test_visits_after_a_warning_letter_follow_each_other_until_they_end(actor, scoped):
    lin, zhou = actor("lin_he"), actor("zhou_sui")
    with scoped(lin):
        case, track = begun(lin, TrackKind.WARNING_LETTER)
        track = led(track, lin, ("issued", {"copies": True}))
        with pytest.raises(ValidationError):
            led(track, lin, ("ended", {}))
        for _ in range(3):
            track = led(track, lin, ("visit", {"by": "both", "quiet": True}))
        rows = Obligation.objects.filter(subject_id=case.pk, kind="warning.visit")
        assert rows.filter(state="done").count() == 3
        assert rows.filter(state="open").count() == 1
        track = led(track, lin, ("ended", {}))
        assert not rows.filter(state="open").exists()
    with scoped(zhou), pytest.raises(Case.DoesNotExist):
        take_step(track=track, step="visit", facts={}, by=zhou)


def test_guidance_is_held_and_reported_back(actor, scoped):
    lin = actor("lin_he")
    with scoped(lin):
        case, track = begun(lin, TrackKind.GUIDANCE, ordered_by="procuratorate", sessions=3, return_on=soon(40))
        assert owed(case)["guidance.return"] == soon(40)
        with pytest.raises(ValidationError):
            led(track, lin, ("returned", {"result": "done"}))
        track = led(track, lin, ("session", {"session_on": soon(7)}))
        assert owed(case)["task.session"] == soon(7)
        track = led(track, lin, ("held", {"hours": 2, "came": True}), ("returned", {"result": "done"}))
        assert track.state == TrackState.DONE
        assert {"guidance.return", "task.session"} & set(owed(case)) == set()


@pytest.mark.parametrize("kind", [kind for kind in TRACKS if kind != TrackKind.GUIDANCE])
def test_every_track_can_be_given_up_with_a_reason(actor, scoped, kind):
    lin = actor("lin_he")
    with scoped(lin):
        case, track = begun(lin, kind, **({"ask_on": soon()} if kind == TrackKind.WARNING_LETTER else {}))
        with pytest.raises(ValidationError):
            take_step(track=track, step="drop", by=lin)
        track = take_step(track=track, step="drop", words="她不再需要", by=lin)
        assert track.state == TrackState.DROPPED
        assert "task.call" not in owed(case)
        with pytest.raises(ValidationError):
            take_step(track=track, step="drop", words="再一次", by=lin)


def test_a_suit_and_a_lead_and_a_guardianship_run_to_their_end(actor, scoped):
    lin = actor("lin_he")
    stories = {
        TrackKind.SUIT: (
            ("opinion", {}), ("file", {}), ("hearing", {"hearing_on": soon(9)}), ("heard", {}),
            ("decided", {"result": "won", "enforce": True}), ("ended", {})),
        TrackKind.PUBLIC_INTEREST: (("send", {}), ("accepted", {}), ("progress", {}), ("result", {"result": "suit"})),
        TrackKind.GUARDIANSHIP: (
            ("placement", {"with": "relative"}), ("file", {"ground": "neglect", "applicant": "federation"}),
            ("refused", {}), ("appeal", {}), ("revoked", {"guardian": "civil_affairs"}), ("settled", {})),
    }  # fmt: skip
    with scoped(lin):
        for kind, steps in stories.items():
            case, track = begun(lin, kind)
            track = led(track, lin, *steps)
            assert track.state == TrackState.DONE
            assert not [one for one in owed(case) if one.startswith("task")]
            assert TrackStep.objects.filter(track=track).count() == len(steps) + 1


def test_a_second_click_is_one_step(actor, scoped):
    lin, token = actor("lin_he"), uuid4()
    with scoped(lin):
        _case, track = begun(lin, TrackKind.WARNING_LETTER)
        for _ in range(2):
            take_step(track=track, step="issued", by=lin, token=token)
        assert TrackStep.objects.filter(track=track).count() == 2


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"applicant": "federation"}, "applied_at"), ({"applied_at": NOW() + timedelta(days=1)}, "applied_at"),
     ({"applied_at": NOW(), "applicant": "nobody"}, "applicant")],
)  # fmt: skip
def test_a_fact_that_is_missing_or_wrong_is_said_beside_its_field(actor, scoped, facts, field):
    lin = actor("lin_he")
    with scoped(lin):
        _case, track = begun(lin, TrackKind.PROTECTION_ORDER)
        with pytest.raises(ValidationError) as refused:
            take_step(track=track, step="apply", facts=facts, by=lin)
        assert field in refused.value.message_dict
        assert Track.objects.get().stage == "preparing"


def test_who_may_not(actor, scoped):
    lin, gu = actor("lin_he"), actor("gu_xin")
    with scoped(lin):
        case, track = begun(lin, TrackKind.PROTECTION_ORDER)
        with pytest.raises(ValidationError):
            begin_track(case=case, kind="nonsense", by=lin)
        with pytest.raises(ValidationError):
            take_step(track=track, step="nonsense", by=lin)
    with scoped(gu):
        with pytest.raises(PermissionDenied):
            begin_track(case=case, kind=TrackKind.SUIT, by=gu)
        with pytest.raises(PermissionDenied):
            take_step(track=track, step="apply", facts=APPLY[1], by=gu)


def test_the_facts_of_every_kind_are_dates_choices_and_numbers():
    kinds = {ask.kind for rule in TRACKS.values() for step in rule.by_key.values() for ask in step.asks}
    assert kinds <= set(AskKind)
