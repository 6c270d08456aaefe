"""Random verbs by random people on random cases, through the real actions.

Whatever they do: no clock runs backwards, nobody reads what she may not, somebody can always go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories.cases import days_ago, party_draft, registered
from tonghu.access.actor import Actor
from tonghu.access.rules import CASEWORKERS
from tonghu.cases.actions.accept import accept_case
from tonghu.cases.actions.assign import assign_case
from tonghu.cases.actions.classify import classify_case
from tonghu.cases.actions.closure import approve_closure, ask_closure, return_closure, take_back_closure
from tonghu.cases.actions.confide import confide_case
from tonghu.cases.actions.contact import log_contact
from tonghu.cases.actions.direct import direct_case
from tonghu.cases.actions.extend import extend_case
from tonghu.cases.actions.follow_up import follow_up
from tonghu.cases.actions.frame import Overtaken
from tonghu.cases.actions.incident import add_incident
from tonghu.cases.actions.merge import merge_case, unmerge_case
from tonghu.cases.actions.note import note_in_case
from tonghu.cases.actions.party import add_party
from tonghu.cases.actions.reopen import reopen_case
from tonghu.cases.actions.review import ask_review, decide_review
from tonghu.cases.actions.split import split_case
from tonghu.cases.actions.tell import tell_petitioner
from tonghu.cases.actions.transfer import accept_offer, offer_case
from tonghu.cases.actions.withdraw import withdraw_case
from tonghu.cases.drafts import ContactDraft
from tonghu.cases.models import Case, CaseSlip, Contact, Incident, Party, Step, Transfer
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.rules.kinds import Matter
from tonghu.cases.rules.states import BY_KEY, ENDED, VERBS, State, barred
from tonghu.kit.scope import within
from tonghu.people.models import Person
from tonghu.work.models import Obligation

WHO = ("zhou_sui", "lin_he", "gu_xin", "shen_mei", "tian_yuan", "pei_yue", "ning_zhou", "he_qing")
REFUSED = (ValidationError, PermissionDenied, Overtaken, Case.DoesNotExist, Transfer.DoesNotExist)


class World:
    """The cast and its cases while one story is told.

    ``due`` holds the last day of each clock as it was last seen.
    """

    def __init__(self, actor: Callable[[str], Actor]) -> None:
        self.people = {name: actor(name) for name in WHO}
        self.cases: list[int] = []
        self.due: dict[int, date] = {}

    def case(self, pk: int) -> Case:
        return Case.objects.select_related("office").get(pk=pk)


Act = Callable[[World, Case, Actor, int], Any]
"""World, the case, who acts, and a number out of which an act chooses."""


def _close(_world: World, case: Case, by: Actor, n: int) -> Any:
    return ask_closure(case=case, outcome="settled", result="已办结", satisfaction=1 + n % 3, by=by)


def _confide(world: World, case: Case, by: Actor, n: int) -> Any:
    people = list(world.people.values())
    readers = {people[n % len(people)].user.pk, people[n // 7 % len(people)].user.pk}
    return confide_case(case=case, level=n % 3, readers=readers, why="当事人要求", by=by)


def _merge(world: World, case: Case, by: Actor, n: int) -> Any:
    return merge_case(case=case, into=world.case(world.cases[n % len(world.cases)]), by=by)


def _split(world: World, case: Case, by: Actor, n: int) -> Any:
    parties = list(Party.objects.filter(case=case).values_list("pk", flat=True))[: n % 3]
    made = split_case(case=case, matter=Matter.values[n % 5], title="另案", parties=parties, by=by)
    world.cases.append(made.pk)


def _shared(world: World, case: Case, by: Actor, n: int) -> Any:
    other = world.cases[n % len(world.cases)]
    person = Party.objects.filter(case=other).values_list("person_id", flat=True).first()
    return add_party(case=case, draft=party_draft(person_id=person, roles=("victim",)), by=by)


def _offer(world: World, case: Case, by: Actor, n: int) -> Any:
    offices = [one.office for one in world.people.values() if one.office]
    return offer_case(case=case, kind="transfer", to_office=offices[n % len(offices)], why="住所地", by=by)


def _accept_offer(_world: World, case: Case, by: Actor, _n: int) -> Any:
    offer = Transfer.objects.filter(case_id=case.pk, state="offered").first()
    return offer and accept_offer(offer=offer, by=by)


ACTS: dict[str, Act] = {
    "classify": lambda _w, c, by, n: classify_case(case=c, classed="appeal", way=1 + n % 6, by=by),
    "classify_as": lambda _w, c, by, n: classify_case(case=c, classed="accusation", by=by),
    "accept": lambda _w, c, by, n: accept_case(case=c, day=days_ago(n % 30), by=by),
    "direct": lambda _w, c, by, n: direct_case(case=c, body="法院", by=by),
    "tell": lambda _w, c, by, n: tell_petitioner(case=c, by=by),
    "assign": lambda w, c, by, n: assign_case(case=c, officer=w.people[WHO[n % len(WHO)]].user.pk, by=by),
    "note": lambda _w, c, by, n: note_in_case(case=c, words="记录", by=by),
    "contact": lambda _w, c, by, n: log_contact(
        draft=ContactDraft(day=days_ago(0), channel="call", words="来电", case_id=c.pk, due=days_ago(-n)), by=by
    ),
    "incident": lambda _w, c, by, n: add_incident(case=c, day=days_ago(n % 9), by=by),
    "party": _shared,
    "extend": lambda _w, c, by, n: extend_case(case=c, days=1 + n % 31, why="等", told_on=days_ago(0), by=by),
    "ask_closure": _close,
    "take_back": lambda _w, c, by, n: take_back_closure(case=c, by=by),
    "approve_closure": lambda _w, c, by, n: approve_closure(case=c, by=by),
    "return_closure": lambda _w, c, by, n: return_closure(case=c, why="再做", by=by),
    "follow_up": lambda _w, c, by, n: follow_up(case=c, words="稳定", again=n % 2 == 0, by=by),
    "ask_review": lambda _w, c, by, n: ask_review(case=c, by=by),
    "decide_review": lambda _w, c, by, n: decide_review(
        case=c, result=("upheld", "changed", "again")[n % 3], words="意见", by=by
    ),
    "reopen": lambda _w, c, by, n: reopen_case(case=c, why="又来", by=by),
    "withdraw": lambda _w, c, by, n: withdraw_case(case=c, by=by),
    "merge": _merge,
    "unmerge": lambda _w, c, by, n: unmerge_case(case=c, by=by),
    "split": _split,
    "confide": _confide,
    "offer": _offer,
    "take_over": _accept_offer,
}

STORY = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(WHO), st.integers(0, 500), st.integers(0, 3)),
    min_size=4,
    max_size=14,
)


@contextmanager
def undone() -> Iterator[None]:
    """One story leaves nothing behind for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@given(STORY)
@settings(
    deadline=None, max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@pytest.mark.usefixtures("cast")
def test_any_story_keeps_the_walls_and_the_clocks(actor, story):
    world = World(actor)
    with undone():
        for name in ("lin_he", "zhou_sui"):
            by = world.people[name]
            with within(by.scope):
                world.cases += [registered(by, day=days_ago(30)).pk, registered(by, minor=True, day=days_ago(9)).pk]
        for verb, who, n, which in story:
            pk = world.cases[which % len(world.cases)]
            tell(world, verb, who, n, pk)
            look(world, pk)
        for pk in world.cases:
            look(world, pk)


def tell(world: World, verb: str, who: str, n: int, pk: int) -> None:
    """One step of a story; what is refused changes nothing."""
    by = world.people[who]
    with within(by.scope):
        before = Case.objects.filter(pk=pk).values("state", "version").first()
        try:
            with transaction.atomic():
                case = Case.objects.select_related("office").filter(pk=pk).first() or Case(pk=pk)
                ACTS[verb](world, case, by, n)
        except REFUSED:
            assert Case.objects.filter(pk=pk).values("state", "version").first() == before


def look(world: World, pk: int) -> None:
    """What must hold of a case after every step."""
    readers = []
    for by in world.people.values():
        with within(by.scope):
            case = Case.objects.select_related("office").filter(pk=pk).first()
            allowed = case is not None
            assert Case.objects.visible_to(by).filter(pk=pk).exists() == allowed
            _sees_all_or_nothing(pk, by, allowed=allowed)
            if case is not None:
                readers.append(by)
                assert may_read(by, case)
                _clocks(world, case)
                _timeline(case)
    assert readers, "nobody can read this case any more"
    _goes_on(readers, pk)


def may_read(by: Actor, case: Case) -> bool:
    """The rule of the house, written down by hand and apart from the code."""
    inside = bool(by.roles & CASEWORKERS) and by.scope.holds(case.place)
    ours = by.office is not None and by.office.pk == case.office_id
    return inside and (case.level == 0 or (case.level == 1 and ours) or by.user.pk in case.readers)


def _sees_all_or_nothing(pk: int, by: Actor, *, allowed: bool) -> None:
    """Raw queries: only the database's own wall stands before them."""
    assert Step.objects.filter(case_id=pk).exists() == allowed
    assert Incident.objects.filter(case_id=pk).exists() == allowed
    persons = list(Party.objects.filter(case_id=pk).values_list("person_id", flat=True))
    assert allowed or not persons
    assert Person.objects.filter(pk__in=persons).count() == len(persons)
    assert Person.objects.visible_to(by).filter(pk__in=persons).count() == len(persons)
    if not allowed:
        assert not Contact.objects.filter(case_id=pk).exists()
        assert not Obligation.objects.filter(subject_table="cases_case", subject_id=pk).exists()


def _clocks(world: World, case: Case) -> None:
    for row in Obligation.objects.filter(subject_table="cases_case", subject_id=case.pk):
        assert row.since <= row.due
        assert row.due >= world.due.get(row.pk, row.due), "a clock ran backwards"
        world.due[row.pk] = row.due
        assert (row.level, sorted(row.readers), row.office_id) == (case.level, sorted(case.readers), case.office_id)
        if case.state in ENDED or case.state == State.MERGED:
            assert row.state != "open" or not row.kind.startswith(("petition.finish", "closure.", "petition.notice"))
    finish = Obligation.objects.filter(subject_id=case.pk, kind="petition.finish", state="open").count()
    assert finish <= 1
    if case.level == 2:
        assert not CaseSlip.objects.filter(case_id=case.pk).exists()


def _timeline(case: Case) -> None:
    for verb, start, to in Step.objects.filter(case=case).values_list("verb", "start", "to"):
        known = BY_KEY.get(verb)
        if known is not None and verb != "unmerge":
            assert start in known.start
            assert to == (known.to or start)


def _goes_on(readers: list[Actor], pk: int) -> None:
    """Among those who can see it, somebody can do something now that leads on."""
    for by in readers:
        with within(by.scope):
            case = Case.objects.select_related("office").get(pk=pk)
            facts = facts_of(case)
            if any(verb.to and not barred(verb, facts, by.may) for verb in VERBS):
                return
    raise AssertionError(f"nobody can go on from {facts}")
