from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Case, Q, Value, When
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.work.drafts import Subject
from tonghu.work.models.obligation import ObligationQuerySet
from tonghu.work.queries import about
from tonghu.work.rules import State


def discharge(
    *,
    subject: Subject,
    by: Actor,
    kind: str | None = None,
    ordinal: int | None = None,
    why: str = "",
    on: date | None = None,
) -> int:
    """What was owed is done; what has ended already stays as it is.

    Args:
        kind, ordinal: only these; by default all that is open on the record.
        on: the day it was done, today by default; whether it was in time is told by this day.

    Returns:
        How many ended.
    """
    with transaction.atomic():
        rows = about(subject, by=by, kind=kind, ordinal=ordinal).open()
        return _end(rows, State.DONE, by, why, on or timezone.localdate())


def drop(*, subject: Subject, by: Actor, why: str, kind: str | None = None, ordinal: int | None = None) -> int:
    """What was owed falls away (the case went another way); it counts neither as in time nor as late."""
    with transaction.atomic():
        rows = about(subject, by=by, kind=kind, ordinal=ordinal).open()
        return _end(rows, State.DROPPED, by, why, timezone.localdate())


def _end(rows: ObligationQuerySet, state: State, by: Actor, why: str, on: date) -> int:
    now = timezone.now()
    kept = Q(due_at=None, due__gte=on) | Q(due_at__gte=now) | Q(due_at__isnull=False, due__gt=on)
    in_time = Case(When(kept, then=Value(True)), default=Value(False)) if state == State.DONE else None
    return rows.update(
        state=state, ended_at=now, ended_on=on, ended_by=by.user.pk, ended_why=why.strip(), in_time=in_time
    )
