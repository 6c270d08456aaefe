"""The table of states and verbs by itself: from every state and every combination of facts there is a way on."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonghu.access.rules import MAY, Role
from tonghu.cases.rules.states import BY_KEY, ENDED, OPEN, STANDING, VERBS, Facts, State, barred
from tonghu.cases.rules.ways import Class, Danger, Way

COUNTS = st.integers(0, 3)
FACTS = st.builds(
    Facts,
    state=st.sampled_from(State),
    classed=st.sampled_from(["", *Class.values]),
    way=st.sampled_from([None, *Way.values]),
    minor=st.booleans(),
    danger=st.sampled_from(Danger),
    grave=st.booleans(),
    reported=st.booleans(),
    assessed=st.booleans(),
    goals=COUNTS,
    goals_open=COUNTS,
    promises_open=COUNTS,
    referrals_open=COUNTS,
    transfers_open=st.integers(0, 1),
    tracks_open=COUNTS,
    safety_plan=st.booleans(),
    extended=st.booleans(),
    told=st.booleans(),
    reviews=COUNTS,
    review_open=st.booleans(),
    in_review_time=st.booleans(),
    sealed=st.booleans(),
    restricted=st.booleans(),
    mediated=st.booleans(),
)

SETTLED = {
    "reported": True, "assessed": True, "safety_plan": True, "goals_open": 0, "promises_open": 0, "referrals_open": 0,
    "transfers_open": 0, "tracks_open": 0,
}  # fmt: skip
"""What officers can bring about while a case stands open: each has verbs or steps of its own."""

BROUGHT_ABOUT_BY = {"reported": "report", "assessed": "assess", "safety_plan": "safety", "tracks_open": "track"}


def may_of(*roles: Role):
    return lambda what: bool(set(roles) & MAY[what])


EVERYBODY = may_of(Role.RIGHTS, Role.LEADER)


def on(facts: Facts, *, may=EVERYBODY) -> set[State]:
    """The states that can be reached from here in one verb."""
    return {verb.to for verb in VERBS if verb.to is not None and not barred(verb, facts, may)}


def reachable(facts: Facts) -> set[State]:
    """The states that can be reached in any number of verbs, whatever has to be done for it first."""
    facts = replace(facts, **{name: value for name, value in SETTLED.items() if facts.state in OPEN})
    seen, waiting = {facts.state}, [facts]
    while waiting:
        for state in on(waiting.pop()):
            if state not in seen:
                seen.add(state)
                after = replace(facts, state=state, classed=facts.classed or Class.APPEAL)
                waiting.append(replace(after, **SETTLED) if state in OPEN else after)
    return seen


@given(FACTS)
@settings(deadline=None, max_examples=300)
def test_from_everywhere_there_is_a_way_to_an_end_and_back(facts):
    reached = reachable(facts)
    assert reached & ENDED
    assert State.HANDLING in reached


@given(FACTS)
@settings(deadline=None, max_examples=300)
def test_what_must_come_first_can_be_done_where_it_is_asked_for(facts):
    if facts.state not in OPEN:
        return
    for name, key in BROUGHT_ABOUT_BY.items():
        if getattr(facts, name) != SETTLED[name] and (name != "reported" or facts.minor):
            assert not barred(BY_KEY[key], facts, EVERYBODY), key


@given(FACTS, st.sampled_from(Role))
@settings(deadline=None, max_examples=300)
def test_who_does_no_casework_does_nothing_and_who_handles_approves_nothing(facts, role):
    done = {verb.key for verb in VERBS if not barred(verb, facts, may_of(role))}
    if role not in MAY["cases.view"]:
        assert not done
    if role != Role.LEADER:
        assert not done & {"approve_closure", "return_closure", "extend", "decide_review"}


@given(FACTS)
def test_harm_that_was_not_reported_never_ends(facts):
    if facts.grave and facts.minor and not facts.reported:
        assert not on(facts) & ENDED


@given(FACTS)
def test_no_verb_is_both_offered_and_refused(facts):
    for verb in VERBS:
        why = barred(verb, facts, EVERYBODY)
        assert all(why)
        assert (facts.state in verb.start) or why


@pytest.mark.parametrize("state", State)
def test_every_state_is_somewhere_in_the_table(state):
    assert any(state in verb.start for verb in VERBS)
    assert state == State.REGISTERED or any(verb.to == state for verb in VERBS)
    assert state in STANDING or state == State.MERGED
