"""The timeline of a case, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Step
from tonghu.cases.rules.states import State
from tonghu.web.cases.said import sentence

SHOWN = 50


@dataclass(frozen=True)
class Told:
    """One line: when, what, in which words, by whom; ``entered`` where it was written down on a later day.

    ``of`` is the number of the joined case it was done in, ``state`` the state it led to.
    """

    day: date
    what: str
    words: str
    who: str
    entered: date | None
    state: str
    of: str


@dataclass(frozen=True)
class Timeline:
    lines: list[Told]
    more: bool


def timeline(cases: Sequence[Case], by: Actor, *, everything: bool = False) -> Timeline:
    """The steps of a case and of those joined to it; one query.

    Args:
        cases: the case itself first; everything: all steps, not only the newest.
    """
    found = Step.objects.visible_to(by).filter(case__in=[one.pk for one in cases]).order_by("-day", "-pk")
    rows = list(found if everything else found[: SHOWN + 1])
    numbers = {one.pk: one.number for one in cases[1:]}
    shown = rows if everything else rows[:SHOWN]
    return Timeline([_told(row, numbers.get(row.case_id, "")) for row in shown], more=len(rows) > len(shown))


def _told(step: Step, number: str) -> Told:
    entered, said = timezone.localtime(step.entered_at).date(), sentence(step)
    state = str(State(step.to).label) if step.to and step.to != step.start else ""
    return Told(
        day=step.day,
        what=said,
        words=step.words,
        who=step.entered_name,
        entered=entered if entered != step.day else None,
        state=state if state != said else "",
        of=number,
    )
