from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.accept import not_before
from tonghu.cases.actions.frame import begin, once, write_step
from tonghu.cases.checks import is_grave
from tonghu.cases.models import Agreement, Case
from tonghu.cases.queries.readers import may_approve
from tonghu.cases.rules.ways import TIMED, Outcome, Satisfaction

GOES_ON = ("report.result", "petition.review_ask", "petition.rereview_ask")
"""Clocks that a closing leaves alone."""


@once
def ask_closure(
    *,
    case: Case,
    outcome: str,
    result: str,
    satisfaction: int | None = None,
    day: date | None = None,
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Ask the head to approve the closure, with outcome, result and what the petitioner says of the handling.

    Args:
        outcome: a value of ``Outcome``; settled by mediation needs an agreement on file and is no way to end a
            crime or one of the nine situations. satisfaction: of ``Satisfaction``, None where nobody asked.

    Raises:
        ValidationError: by field, or what bars the step. Others as ``frame.begin``.
    """
    with transaction.atomic():
        case = begin(case, "ask_closure", by=by, seen=seen)
        _check(case, outcome, result, satisfaction)
        case.outcome, case.result, case.satisfaction = outcome, result.strip(), satisfaction
        data = {"outcome": outcome, "satisfaction": satisfaction}
        step = write_step(case, "ask_closure", by=by, day=day, words=result, data=data, token=token)
        clocks.start(case, "closure.approve", since=clocks.today(), ordinal=step.pk, by=by, unassigned=True)
        return case


def _check(case: Case, outcome: str, result: str, satisfaction: int | None) -> None:
    if outcome not in Outcome.values:
        raise ValidationError({"outcome": _("Please choose how it ended.")})
    if not result.strip():
        raise ValidationError({"result": _("Please write down what was reached.")})
    if satisfaction is not None and satisfaction not in Satisfaction.values:
        raise ValidationError({"satisfaction": _("Please choose from the list.")})
    if outcome == Outcome.MEDIATED:
        if is_grave(case.kinds, case.situations):
            raise ValidationError({"outcome": _("Crimes and the nine situations cannot be closed by mediation.")})
        if not Agreement.objects.filter(case=case).exists():
            raise ValidationError({"outcome": _("No agreement is on file: write it down first.")})
    if not may_approve(case):
        raise ValidationError(
            _("Nobody who may approve a closure can see this case. Name a leader among its readers first.")
        )


@once
def take_back_closure(
    *, case: Case, words: str = "", by: Actor, seen: int | None = None, token: UUID | None = None
) -> Case:
    """Take the request for closure back. Raises as ``frame.begin``."""
    with transaction.atomic():
        case = begin(case, "take_back", by=by, seen=seen)
        _unsay(case)
        write_step(case, "take_back", by=by, words=words, token=token)
        clocks.let_go(case, "closure.approve", by=by, why="")
        return case


@once
def return_closure(*, case: Case, why: str, by: Actor, seen: int | None = None, token: UUID | None = None) -> Case:
    """Give the case back for more work.

    Raises:
        ValidationError: no reason, or what bars the step. Others as ``frame.begin``.
    """
    if not why.strip():
        raise ValidationError({"why": _("Please say what is still to be done.")})
    with transaction.atomic():
        case = begin(case, "return_closure", by=by, seen=seen)
        _unsay(case)
        write_step(case, "return_closure", by=by, words=why, token=token)
        clocks.end(case, "closure.approve", by=by)
        return case


@once
def approve_closure(
    *,
    case: Case,
    day: date | None = None,
    told_on: date | None = None,
    words: str = "",
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Approve the closure against the plan. What ran ends, the next look at it is set by the danger there is.

    Args:
        day: of the closing; told_on: when the petitioner was told the result, from which her thirty days to ask
            for a review run in petition procedure (信访工作条例 Art 35); the day of the closing by default.

    Raises:
        ValidationError: a day before the case, or what bars the step. Others as ``frame.begin``.
    """
    with transaction.atomic():
        case = begin(case, "approve_closure", by=by, seen=seen)
        on = day or clocks.today()
        not_before(case, on)
        told = told_on or on
        not_before(case, told, "told_on")
        case.closed_on = on
        data = {"outcome": case.outcome, "told_on": told.isoformat()}
        step = write_step(case, "approve_closure", by=by, day=on, words=words, data=data, token=token)
        clocks.end(case, clocks.FINISH, "closure.approve", "petition.notice", by=by, on=on)
        clocks.stop(case, by=by, but=GOES_ON)
        clocks.watch(case, since=on, ordinal=step.pk, by=by)
        if case.way == TIMED:
            clocks.record(case, "petition.review_ask", since=told, ordinal=step.pk, by=by)
        return case


def _unsay(case: Case) -> None:
    # what was proposed stays in the timeline
    case.outcome, case.result, case.satisfaction = "", "", None
