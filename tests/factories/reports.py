"""A county's half-year with a few activities, and its report at each step."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from tonghu.access.actor import Actor
from tonghu.kit.periods import Period
from tonghu.outreach.actions import log_activities
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.models import Activity
from tonghu.outreach.rules import ActivityKind
from tonghu.reports.actions import check_report, draft_report, sign_report
from tonghu.reports.models import Report

HALF = Period.half(2026, 1)


def log(
    by: Actor, days: Sequence[date], *, kind: ActivityKind = ActivityKind.CAMPAIGN, people: int = 40
) -> list[Activity]:
    """One activity a day at the actor's own office."""
    assert by.office
    drafts = [
        ActivityDraft(
            office_id=by.office.pk, day=day, kind=kind, venue="河湾集市", title=f"集市宣传{number}", consulted=people
        )
        for number, day in enumerate(days, start=1)
    ]
    return log_activities(drafts=drafts, by=by)


def draft(by: Actor, *, period: Period = HALF) -> Report:
    """The half-year report of the actor's own office."""
    assert by.office
    return draft_report(office=by.office, period=period, by=by, token=uuid4())


def signed(officer: Actor, leader: Actor, *, period: Period = HALF) -> Report:
    """The same, checked and signed by the leader."""
    report = check_report(report=draft(officer, period=period), by=leader)
    return sign_report(report=report, by=leader)
