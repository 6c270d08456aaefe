"""What is owed in a case, as its page says it: days left, the article, how the last day was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.cases.models import Case
from tonghu.kit.workdays import days_left, words
from tonghu.work.drafts import Subject
from tonghu.work.models import Obligation
from tonghu.work.queries import about
from tonghu.work.rules import SOON, State


@dataclass(frozen=True)
class Clock:
    """One thing owed.

    Attributes:
        said: what is to be done; left: in days, in words; number: those days, negative when late.
        due: the last day; explained: how it was found, with its article; who has it in hand.
        tag: class of its colour; climbed: the office it has climbed to.
    """

    said: str
    left: str
    number: int
    due: date
    explained: str
    who: str
    tag: str
    climbed: str


def clocks_of(case: Case, by: Actor) -> list[Clock]:
    """What is open in a case, the most pressing first; one query."""
    today = timezone.localdate()
    found = about(Subject("cases_case", case.pk, case.number), by=by).filter(state=State.OPEN)
    rows = found.select_related("term", "assigned", "climbed_to").order_by("due", "id")
    return [_clock(row, today) for row in rows]


def tag(number: int) -> str:
    """The colour of so many days left."""
    if number < 0:
        return "late"
    return "near" if number <= SOON else ""


def _clock(row: Obligation, today: date) -> Clock:
    number = days_left(today, row.due)
    return Clock(
        said=row.said,
        left=words(today, row.due),
        number=number,
        due=row.due,
        explained=row.explained or (row.term.source if row.term else ""),
        who=row.assigned.name if row.assigned else "",
        tag=tag(number),
        climbed=row.climbed_to.called if row.climbed_to else "",
    )
