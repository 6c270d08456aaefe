"""After the signature: what was edited, recorded late, withdrawn, and by whom; the signed figure stays."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.reports import log, signed
from tonghu.outreach.actions import correct_activity, withdraw_activity
from tonghu.outreach.drafts import draft_of
from tonghu.reports.queries import signed_and_touched
from tonghu.reports.since import Way, changed_since

MARCH = [date(2026, 3, day) for day in range(1, 11)]


@pytest.fixture
def world(actor, scoped):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(officer):
        held = log(officer, MARCH)
        yield officer, held, signed(officer, leader)


def test_nothing_has_changed_at_first(world):
    officer, _held, report = world
    assert changed_since(report, officer) == []


def test_a_correction_is_named_with_who_and_from_what_to_what(world):
    officer, held, report = world
    correct_activity(activity=held[0], draft=replace(draft_of(held[0]), consulted=55), by=officer, seen_version=1)
    changes = {change.signed.key: change for change in changed_since(report, officer)}
    assert set(changes) == {"outreach.consulted"}
    consulted = changes["outreach.consulted"]
    assert (consulted.signed.value, consulted.now.value) == (400, 415)
    (record,) = consulted.records
    assert (record.way, record.object_id, record.then, record.now, record.who) == (
        Way.EDITED, held[0].pk, 40, 55, "林禾",
    )  # fmt: skip


def test_late_and_withdrawn_records_are_told_apart(world):
    officer, held, report = world
    withdraw_activity(activity=held[3], by=officer, why="重复登记")
    late = log(officer, [date(2026, 5, 4)])
    (publicity,) = [c for c in changed_since(report, officer) if c.signed.key == "outreach.publicity"]
    assert publicity.same_value
    assert {(r.way, r.object_id) for r in publicity.records} == {(Way.GONE, held[3].pk), (Way.LATE, late[0].pk)}


def test_a_signed_report_is_named_once_something_behind_it_changes(world):
    officer, held, report = world
    assert not signed_and_touched(officer).exists()
    correct_activity(activity=held[0], draft=replace(draft_of(held[0]), consulted=55), by=officer, seen_version=1)
    assert list(signed_and_touched(officer)) == [report]


def test_statements_do_not_grow_with_the_records(world):
    officer, held, report = world
    withdraw_activity(activity=held[0], by=officer, why="重复登记")
    with CaptureQueriesContext(
        connection,
    ) as few:
        changed_since(report, officer)
    for one in held[1:9]:
        withdraw_activity(activity=one, by=officer, why="重复登记")
    log(officer, MARCH)
    with CaptureQueriesContext(connection) as many:
        changed_since(report, officer)
    assert len(few) <= len(many) <= len(few) + 1
