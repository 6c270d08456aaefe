"""Two at once, on two connections: the second is told what the first did; a double click is one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from tests.factories.cases import accepted, case_draft, registered
from tonghu.access.actor import Actor
from tonghu.cases.actions.classify import classify_case
from tonghu.cases.actions.closure import approve_closure, ask_closure, return_closure
from tonghu.cases.actions.direct import direct_case
from tonghu.cases.actions.frame import Overtaken
from tonghu.cases.actions.merge import merge_case
from tonghu.cases.actions.register import register_case
from tonghu.cases.models import Case, Step
from tonghu.kit.scope import within

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Each deed on a connection of its own, begun together: what it answered, or what it raised."""
    start = Barrier(len(deeds))

    def run(deed):
        start.wait(timeout=20)
        try:
            return deed()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [one.result(timeout=60) for one in [pool.submit(run, deed) for deed in deeds]]


def inside(by: Actor, deed, **what):
    def run():
        with within(by.scope):
            return deed(by=by, **what)

    return run


def test_of_two_who_decide_the_second_is_told_what_the_first_did(actor):
    lin, zhou = actor("lin_he"), actor("zhou_sui")
    with within(zhou.scope):
        case = registered(zhou)
    answers = at_once(
        inside(lin, classify_case, case=case, classed="appeal", way=6, seen=case.version),
        inside(zhou, direct_case, case=case, body="法院", seen=case.version),
    )
    [done] = [one for one in answers if isinstance(one, Case)]
    [overtaken] = [one for one in answers if isinstance(one, Overtaken)]
    assert overtaken.step is not None
    assert (overtaken.step.verb, overtaken.case.state) == (
        {"classified": "classify", "directed": "direct"}[done.state],
        done.state,
    )


def test_a_closure_is_approved_or_given_back_never_both(actor):
    lin, gu, shen = actor("lin_he"), actor("gu_xin"), actor("shen_mei")
    with within(lin.scope):
        case = ask_closure(case=accepted(lin), outcome="settled", result="已办结", by=lin)
    answers = at_once(
        inside(gu, approve_closure, case=case), inside(shen, return_closure, case=case, why="再做", seen=case.version)
    )
    assert sum(isinstance(one, Case) for one in answers) == 1
    assert sum(isinstance(one, Overtaken | ValidationError) for one in answers) == 1


def test_a_double_click_on_two_connections_is_one_case_and_one_step(actor):
    lin = actor("lin_he")
    draft, token = case_draft(), uuid4()
    first, second = at_once(inside(lin, register_case, draft=draft), inside(lin, register_case, draft=draft))
    assert first.pk == second.pk
    both = at_once(
        *[inside(lin, classify_case, case=first, classed="appeal", way=6, seen=first.version, token=token)] * 2
    )
    assert [one.state for one in both] == ["classified", "classified"]
    with within(lin.scope):
        assert Case.objects.count() == 1
        assert Step.objects.filter(verb="classify").count() == 1


def test_two_who_register_at_once_get_numbers_that_follow_each_other(actor):
    lin = actor("lin_he")
    made = at_once(*[inside(lin, register_case, draft=case_draft()) for _n in range(4)])
    assert sorted(case.serial for case in made) == [1, 2, 3, 4]


def test_two_cases_joined_to_each_other_at_once_end_in_one(actor):
    lin = actor("lin_he")
    with within(lin.scope):
        one, other = registered(lin), registered(lin)
    answers = at_once(inside(lin, merge_case, case=one, into=other), inside(lin, merge_case, case=other, into=one))
    assert sum(isinstance(answer, Case) for answer in answers) == 1
    assert sum(isinstance(answer, ValidationError) for answer in answers) == 1
