"""What makes a draft wrong: one list for the form, the sheet and the action. No database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from tonghu.kit.numbers import grouped
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.rules import (
    FIRST_DAY,
    MOST_COPIES,
    MOST_PEOPLE,
    ActivityKind,
    AudienceSort,
    Festival,
    Topic,
)

LONGEST_LINE = 200
LONGEST_NOTE = 5000
LONGEST_SPAN = timedelta(days=366)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the draft's field, and a sentence that says what to do."""

    field: str
    sentence: str


class Wrong(ValueError):
    """A draft that cannot become a record.

    Attributes:
        faults: what is wrong, field by field.
        index: which of several drafts (from 0).
    """

    def __init__(self, faults: list[Fault], index: int = 0) -> None:
        super().__init__(" ".join(fault.sentence for fault in faults))
        self.faults = faults
        self.index = index


def faults_of(draft: ActivityDraft, *, today: date) -> list[Fault]:
    """Everything that is wrong with a draft by itself, in the order of the form."""
    return [*_days(draft, today), *_words(draft), *_counts(draft), *_lines(draft)]


def _days(draft: ActivityDraft, today: date) -> Iterator[Fault]:
    last = draft.last_day
    if draft.day > today:
        yield Fault("day", _("%(day)s is still to come. Please check the date.") % {"day": draft.day.isoformat()})
    if draft.day < FIRST_DAY:
        yield Fault("day", _("%(day)s is before 1949-10-01. Please check the year.") % {"day": draft.day.isoformat()})
    if last is None:
        return
    if last < draft.day:
        yield Fault("last_day", _("The last day lies before the first."))
    elif last > today:
        yield Fault("last_day", _("%(day)s is still to come. Please check the date.") % {"day": last.isoformat()})
    elif last - draft.day > LONGEST_SPAN:
        yield Fault("last_day", _("It cannot have gone on for more than a year."))


def _words(draft: ActivityDraft) -> Iterator[Fault]:
    if draft.kind not in ActivityKind.values:
        yield Fault("kind", _("Please choose the kind of activity."))
    if not draft.venue.strip():
        yield Fault("venue", _("Please say where it was held."))
    for name in ("venue", "title", "media"):
        if len(getattr(draft, name)) > LONGEST_LINE:
            yield Fault(name, _("This is longer than %(most)s characters.") % {"most": LONGEST_LINE})
    if len(draft.note) > LONGEST_NOTE:
        yield Fault("note", _("This is longer than %(most)s characters.") % {"most": LONGEST_NOTE})
    if draft.festival and draft.festival not in Festival.values:
        yield Fault("festival", _("Please choose an occasion from the list."))
    if set(draft.topics) - set(Topic.values):
        yield Fault("topics", _("Please choose topics from the list."))


def _counts(draft: ActivityDraft) -> Iterator[Fault]:
    for name, count in (("consulted", draft.consulted), ("audience", draft.audience)):
        if count is not None and not 0 <= count <= MOST_PEOPLE:
            yield Fault(name, _range(0, MOST_PEOPLE))


def _lines(draft: ActivityDraft) -> Iterator[Fault]:
    if any(not 1 <= copies <= MOST_COPIES for _material, copies in draft.handouts):
        yield Fault("handouts", _range(1, MOST_COPIES))
    if _repeats([material for material, _copies in draft.handouts]):
        yield Fault("handouts", _("The same material stands here twice. Please add the copies up in one line."))
    if any(not 1 <= people <= MOST_PEOPLE for _sort, people in draft.audiences):
        yield Fault("audiences", _range(1, MOST_PEOPLE))
    sorts = [sort for sort, _people in draft.audiences]
    if _repeats(sorts) or set(sorts) - set(AudienceSort.values):
        yield Fault("audiences", _("Please give each sort of people once."))
    total = sum(people for _sort, people in draft.audiences)
    if draft.audiences and draft.audience is not None and total != draft.audience:
        yield Fault(
            "audience",
            _("The sorts of people add up to %(sum)s, not %(total)s. Please correct one, or leave the total blank.")
            % {"sum": grouped(total), "total": grouped(draft.audience)},
        )
    if _repeats(draft.coorganisers):
        yield Fault("coorganisers", _("The same unit stands here twice."))
    if draft.office_id in draft.coorganisers:
        yield Fault("coorganisers", _("The organising unit itself need not stand here."))
    if _repeats(draft.lecturers):
        yield Fault("lecturers", _("The same person stands here twice."))


def _repeats(values: object) -> bool:
    listed = list(values)  # type: ignore[call-overload]
    return len(listed) != len(set(listed))


def _range(least: int, most: int) -> str:
    return _("A count lies between %(least)s and %(most)s. Please check the number.") % {
        "least": least,
        "most": grouped(most),
    }
