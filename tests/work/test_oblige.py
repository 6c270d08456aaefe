"""Starting clocks: by term, by day, once; and what moves, ends and is put off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.work import owe, subject
from tonghu.kit.scope import Confidentiality, within
from tonghu.trail.models import Entry
from tonghu.work.actions import ObligationDraft, discharge, drop, move, oblige, oblige_all, postpone
from tonghu.work.models import ClosedDay, Obligation, Term
from tonghu.work.queries import of


def again(row, actor):
    return Obligation.objects.visible_to(actor).get(pk=row.pk)


def test_a_clock_runs_by_the_term_in_force(actor, cast):
    lin = actor("lin_he")
    row = owe(lin)
    assert (row.due, row.term.key, row.term.number, row.moved_from) == (date(2026, 3, 24), "petition.notice", 15, None)
    assert (row.office, row.place, row.state) == (cast.county, cast.county.place_id, "open")


def test_a_last_day_on_a_holiday_moves_on_and_says_so(actor):
    row = owe(actor("lin_he"), since=date(2026, 9, 20))
    assert (row.moved_from, row.due) == (date(2026, 10, 5), date(2026, 10, 8))
    assert "2026-10-05" in row.explained
    assert "2026-10-08" in row.explained


def test_the_offices_own_closed_day_moves_it_too(actor, cast):
    ClosedDay.objects.create(office=cast.county, day=date(2026, 3, 24), why="搬迁")
    assert owe(actor("lin_he")).due == date(2026, 3, 25)


def test_hours_run_from_the_moment(actor):
    moment = datetime(2026, 3, 9, 1, 30, tzinfo=UTC)
    row = owe(actor("lin_he"), kind="protection.decide", since=moment)
    assert row.due_at == moment + timedelta(hours=72)
    assert (row.since, row.due) == (date(2026, 3, 9), date(2026, 3, 12))


def test_asked_twice_it_runs_once(actor):
    lin = actor("lin_he")
    first = owe(lin)
    second = owe(lin, since=date(2026, 4, 1))
    assert (second.pk, second.due) == (first.pk, first.due)
    assert owe(lin, ordinal=1, since=date(2026, 4, 1)).pk != first.pk


def test_a_task_needs_a_day(actor, cast):
    lin = actor("lin_he")
    with pytest.raises(ValidationError):
        owe(lin, kind="task.visit")
    assert owe(lin, kind="task.visit", due=date(2026, 3, 20)).term is None
    with pytest.raises(ValidationError):
        owe(lin, 2, kind="task.visit", due=date(2026, 3, 8))


def test_many_cost_as_few_statements_as_one(actor, cast):
    lin = actor("lin_he")
    used = []
    for count in (3, 30):
        drafts = [
            ObligationDraft(subject(count * 100 + n), cast.county, "petition.notice", date(2026, 3, 9))
            for n in range(count)
        ]
        with within(lin.scope), CaptureQueriesContext(connection) as queries:
            rows = oblige_all(drafts=drafts, by=lin)
        assert [row.subject_id for row in rows] == [draft.subject.id for draft in drafts]
        used.append(len(queries))
    assert used[0] == used[1]


def test_nothing_for_an_office_outside(actor, cast):
    with pytest.raises(PermissionDenied):
        owe(actor("lin_he"), office=cast.neighbour)


def test_a_running_clock_keeps_its_term(actor):
    lin = actor("lin_he")
    row = owe(lin)
    Term.objects.create(key="petition.notice", number=10, unit="days", since=date(2026, 3, 10))
    assert owe(lin).due == row.due
    assert owe(lin, 2, since=date(2026, 3, 10)).due == date(2026, 3, 20)
    with within(lin.scope):
        assert again(row, lin).term.number == 15


def test_an_office_has_its_own_term(actor, cast):
    Term.objects.create(key="referral.answer", number=7, unit="days", since=date(2026, 1, 1), office=cast.county)
    assert owe(actor("lin_he"), kind="referral.answer").due == date(2026, 3, 16)
    assert owe(actor("tian_yuan"), 2, kind="referral.answer").due == date(2026, 3, 24)


def test_done_is_done_once_and_knows_whether_in_time(actor):
    lin = actor("lin_he")
    row, late = owe(lin), owe(lin, 2)
    with within(lin.scope):
        assert discharge(subject=subject(), by=lin, on=date(2026, 3, 24), why="已告知") == 1
        assert discharge(subject=subject(), by=lin) == 0
        assert discharge(subject=subject(2), by=lin, kind="petition.notice", on=date(2026, 3, 25)) == 1
        assert (again(row, lin).state, again(row, lin).in_time, again(row, lin).ended_why) == ("done", True, "已告知")
        assert again(late, lin).in_time is False


def test_of_hours_the_moment_decides(actor):
    lin = actor("lin_he")
    owe(lin, kind="protection.decide", since=datetime.now(UTC) - timedelta(hours=73))
    owe(lin, 2, kind="protection.decide", since=datetime.now(UTC) - timedelta(hours=71))
    with within(lin.scope):
        discharge(subject=subject(), by=lin)
        discharge(subject=subject(2), by=lin)
        assert [row.in_time for n in (1, 2) for row in of(subject(n), lin)] == [False, True]


def test_dropped_counts_neither_way(actor):
    lin = actor("lin_he")
    row = owe(lin)
    with within(lin.scope):
        assert drop(subject=subject(), by=lin, why="不予受理") == 1
        assert (again(row, lin).state, again(row, lin).in_time) == ("dropped", None)


def test_what_is_owed_moves_with_its_case(actor, cast):
    lin = actor("lin_he")
    done, row = owe(lin, kind="task", due=date(2026, 3, 10)), owe(lin, assigned=cast["lin_he"].pk)
    with within(lin.scope):
        discharge(subject=subject(), by=lin, kind="task")
        assert move(subject=subject(), office=cast.town, by=lin) == 2
        assert {(r.office, r.place, r.assigned) for r in of(subject(), lin)} == {(cast.town, cast.town.place_id, None)}
        assert move(subject=subject(), assigned=cast["zhou_sui"].pk, by=lin) == 2
        assert again(row, lin).assigned == cast["zhou_sui"]
        assert again(done, lin).assigned is None
        with pytest.raises(PermissionDenied):
            move(subject=subject(), office=cast.neighbour, by=lin)
        assert move(subject=subject(), by=lin) == 0


def test_an_extension_is_granted_once_and_within_the_law(actor):
    lin = actor("lin_he")
    row = owe(lin, kind="petition.finish", since=date(2026, 2, 28))
    assert row.due == date(2026, 4, 29)
    with within(lin.scope):
        for days, why in ((31, "疑难"), (0, "疑难"), (30, " ")):
            with pytest.raises(ValidationError):
                postpone(subject=subject(), kind="petition.finish", days=days, why=why, by=lin)
        later = postpone(subject=subject(), kind="petition.finish", days=30, why="案情疑难", by=lin)
        assert (later.due, later.postponed) == (date(2026, 5, 29), 30)
        with pytest.raises(ValidationError):
            postpone(subject=subject(), kind="petition.finish", days=1, why="再延", by=lin)
        entry = Entry.objects.filter(table_name="work_obligation", object_id=row.pk, verb="update").latest("id")
    assert entry.why == "案情疑难"


def test_no_other_term_of_law_is_put_off(actor):
    lin = actor("lin_he")
    owe(lin)
    owe(lin, kind="referral.answer")
    with within(lin.scope):
        with pytest.raises(ValidationError):
            postpone(subject=subject(), kind="petition.notice", days=1, why="忙", by=lin)
        postpone(subject=subject(), kind="referral.answer", days=20, why="对方来电说明", by=lin)
        with pytest.raises(ValidationError):
            postpone(subject=subject(), kind="referral.answer", days=11, why="再等", by=lin)
        with pytest.raises(ValidationError):
            postpone(subject=subject(), kind="task", days=1, why="没有这一项", by=lin)


def test_it_follows_the_confidentiality_of_its_case(actor, cast):
    lin = actor("lin_he")
    owe(lin)
    with within(lin.scope):
        move(subject=subject(), level=Confidentiality.SEALED, readers=[cast["lin_he"].pk], by=lin)
        assert of(subject(), lin).count() == 1
    gu = actor("gu_xin")
    with within(gu.scope):
        assert not Obligation.objects.exists()
        assert discharge(subject=subject(), by=gu) == 0
        with pytest.raises(PermissionDenied):
            oblige(subject=subject(), office=cast.county, kind="petition.notice", since=date(2026, 3, 9), by=gu)
