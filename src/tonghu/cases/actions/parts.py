"""What the parts of a case share: holding the case, a task with words of its own, a day that has come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import locked
from tonghu.cases.models import Case
from tonghu.cases.rules.states import STANDING
from tonghu.work.actions import ObligationDraft

LONGEST = 20_000


def held(case: Case, by: Actor, *, needs: str = "cases.handle") -> Case:
    """Hold a case while one of its parts goes on, in whatever state the case is, but not joined to another.

    Raises:
        PermissionDenied: not in her role. Case.DoesNotExist: not open to her.
        ValidationError: it was joined to another case.
    """
    by.must(needs)
    current = locked(case, by)
    if current.state not in STANDING:
        raise ValidationError(_("This case was joined to another: its parts go on there. Take it apart first."))
    return current


def owed(
    case: Case,
    kind: str,
    *,
    label: str,
    since: date,
    due: date | None = None,
    ordinal: int = 0,
    assigned: int | None = None,
) -> ObligationDraft:
    """As ``clocks.draft``, with a label: a message of the catalogue that names nobody."""
    return replace(clocks.draft(case, kind, since=since, due=due, ordinal=ordinal, assigned=assigned), label=label)


def come(day: date | None, *, field: str = "day", since: date | None = None) -> date:
    """A day on which something was done: today where none is given.

    Raises:
        ValidationError: it lies ahead, or before ``since``.
    """
    today = timezone.localdate()
    on = day or today
    if on > today:
        raise ValidationError({field: _("This day is still to come. Please check the date.")})
    if since is not None and on < since:
        raise ValidationError(
            {field: _("This lies before it began, on %(day)s. Please check the date.") % {"day": since.isoformat()}}
        )
    return on


def ahead(day: date, *, field: str) -> date:
    """A day on which something is to be done.

    Raises:
        ValidationError: it has passed.
    """
    if day < timezone.localdate():
        raise ValidationError({field: _("This day has passed. Please choose one that is to come.")})
    return day
