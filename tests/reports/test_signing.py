"""A signature freezes: figures, records, words and hash; later edits show beside it, never in it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from tests.factories.reports import draft, log, signed
from tonghu.outreach.models import Activity
from tonghu.reports.actions import change_section, check_report, revise_report, sign_report
from tonghu.reports.composed import compose
from tonghu.reports.frozen import verify
from tonghu.reports.models import FrozenFigure, FrozenRecord, Report
from tonghu.reports.rules import State

MARCH = [date(2026, 3, day) for day in range(1, 11)]


def test_signing_freezes_each_figure_with_its_records_and_a_hash(actor, scoped):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(officer):
        held = log(officer, MARCH)
    with scoped(leader):
        report = signed(officer, leader)
        frozen = FrozenFigure.objects.get(report=report, key="outreach.publicity")
        assert frozen.value == 10
        assert frozen.text.startswith("10")
        assert set(frozen.records.values_list("object_id", flat=True)) == {one.pk for one in held}
        assert report.state == State.SIGNED
        assert len(report.signed_hash) == len(report.trail_head) == 64
        assert verify(report) == []


def test_a_signed_report_keeps_its_figure_when_a_record_is_withdrawn(actor, scoped):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(officer):
        held = log(officer, MARCH)
        report = signed(officer, leader)
        Activity.objects.filter(pk=held[0].pk).update(withdrawn_at="2026-07-01T00:00:00Z")
        assert compose(report, officer).figures["outreach.publicity"].value == 10
        assert compose(draft(officer), officer).figures["outreach.publicity"].value == 9


@pytest.mark.parametrize(
    "statement",
    [
        "update reports_report set title = 'x' where id = %s",
        "delete from reports_report where id = %s",
        "update reports_section set body = 'x' where report_id = %s",
        "insert into reports_frozenrecord (figure_id, place, source, object_id, n, label)"
        " select id, place, 'outreach_activity', 999999, 1, 'x' from reports_frozenfigure where report_id = %s limit 1",
        "insert into reports_frozenfigure (report_id, place, key, label, unit, definition, definition_version, text,"
        " breakdowns, hash) select id, place, 'x', '', '', '', 1, '', '{}', '' from reports_report where id = %s",
        "update reports_frozenfigure set value = 99 where report_id = %s",
        "delete from reports_frozenrecord r using reports_frozenfigure f where f.id = r.figure_id and f.report_id = %s",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_signed(actor, scoped, statement):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(officer):
        log(officer, MARCH)
        report = signed(officer, leader)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [report.pk])
        assert verify(Report.objects.get(pk=report.pk)) == []


def test_a_tampered_record_breaks_the_hash(actor, scoped):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(officer):
        log(officer, MARCH)
        report = signed(officer, leader)
        record = FrozenRecord.objects.filter(figure__report=report, figure__key="outreach.publicity").first()
        report.title += "。"
        assert verify(report) == ["report"]
        assert record is not None


def test_only_a_leader_of_the_office_signs(actor, scoped):
    officer, leader, neighbour = actor("lin_he"), actor("gu_xin"), actor("pei_yue")
    with scoped(officer):
        report = check_report(report=draft(officer), by=leader)
        with pytest.raises(PermissionDenied):
            sign_report(report=report, by=officer)
    with scoped(neighbour), pytest.raises(ValidationError):
        sign_report(report=report, by=neighbour)


def test_the_second_signer_is_told_who_was_first(actor, scoped):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(leader):
        report = check_report(report=draft(officer), by=leader)
        sign_report(report=report, by=leader)
        with pytest.raises(ValidationError, match="顾欣"):
            sign_report(report=report, by=leader)


def test_red_remarks_bar_signing_until_a_reason_is_given(actor, scoped):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(leader):
        report = draft(officer)
        section = report.sections.last()
        change_section(
            section=section, heading=section.heading, kind=section.kind, body="覆盖率达120%。", by=officer, seen_edit=1
        )
        check_report(report=report, by=leader)
        with pytest.raises(ValidationError):
            sign_report(report=report, by=leader)
        assert not FrozenFigure.objects.exists()
        done = sign_report(report=report, by=leader, despite="按上级口径")
        assert done.signed_despite == "按上级口径"
        assert verify(done) == []


def test_a_revision_replaces_the_signed_version_when_it_is_signed(actor, scoped):
    officer, leader = actor("lin_he"), actor("gu_xin")
    with scoped(leader):
        first = signed(officer, leader)
        second = revise_report(report=first, by=officer)
        assert revise_report(report=first, by=officer).pk == second.pk
        assert (second.version, second.state) == (2, State.DRAFT)
        sign_report(report=check_report(report=second, by=leader), by=leader)
        first.refresh_from_db()
        assert first.state == State.REPLACED
        assert verify(first) == []
