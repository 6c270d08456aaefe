"""What is owed as somebody may see it; the home page, the Monday page, its rows and their export share these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.places.models import Office
from tonghu.places.models.office import called
from tonghu.work.drafts import Subject
from tonghu.work.models import Obligation
from tonghu.work.models.obligation import ObligationQuerySet
from tonghu.work.rules import RATED, SOON, State, kind_label

OFFICE = ("pk", "place_id", "name", "name_en", "short")
WHAT = ("late", "week", "later", "kept", "missed", "climbed")
"""The numbers of the Monday page: late, due within 7 days, due later; of what fell due in the last 30 days, what
was done in time and what was not; what climbed to the acting office."""


def about(subject: Subject, *, by: Actor, kind: str | None = None, ordinal: int | None = None) -> ObligationQuerySet:
    """What is or was owed on a record, as far as the actor may see it."""
    found = Obligation.objects.visible_to(by).filter(subject_table=subject.table, subject_id=subject.id)
    if kind is not None:
        found = found.filter(kind=kind)
    if ordinal is not None:
        found = found.filter(ordinal=ordinal)
    return found


def open_for(by: Actor, *, until: date | None = None, mine: bool = False) -> ObligationQuerySet:
    """What the acting office owes, and what climbed to it, the most pressing first.

    Args:
        until: only what is due by then; mine: only what she herself has in hand.
    """
    if by.office is None:
        return Obligation.objects.none()
    found = Obligation.objects.visible_to(by).open().filter(Q(office=by.office) | Q(climbed_to=by.office))
    if until is not None:
        found = found.filter(due__lte=until)
    if mine:
        found = found.filter(assigned=by.user)
    return found.select_related("office", "term").order_by("due", "id")


def late(by: Actor, *, today: date | None = None) -> ObligationQuerySet:
    """What is late in the actor's area, the longest first."""
    return chosen(by, "late", today=today)


def of(subject: Subject, by: Actor) -> ObligationQuerySet:
    """All that is or was owed on a record: what is open first, by its day, then what has ended."""
    ended_last = Case(When(state=State.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = about(subject, by=by).select_related("office", "term", "assigned")
    return found.order_by(ended_last, "due", "id")


def due_of(*, table: str, pk: int, kind: str) -> date | None:
    """The last day of the latest obligation of a kind on a record, whatever became of it; None where there is none.

    For rules that ask of a record its desk has opened already: the wall of the transaction holds.
    """
    found = Obligation.objects.filter(subject_table=table, subject_id=pk, kind=kind)
    return found.order_by("-ordinal", "-id").values_list("due", flat=True).first()


def chosen(
    by: Actor, what: str, *, office_id: int | None = None, kind: str = "", today: date | None = None
) -> ObligationQuerySet:
    """The rows behind one number of the Monday page, in their order.

    Args:
        what: one of WHAT; office_id, kind: only this office's, only of this kind.

    Raises:
        KeyError: ``what`` is none of them.
    """
    found = Obligation.objects.visible_to(by).filter(_conditions(today or timezone.localdate(), by)[what])
    if office_id is not None:
        found = found.filter(office_id=office_id)
    if kind:
        found = found.filter(kind=kind)
    return found.select_related("office", "term", "assigned").order_by("due", "id")


def _conditions(today: date, by: Actor) -> dict[str, Q]:
    opened, done = Q(state=State.OPEN), Q(state=State.DONE)
    recent = Q(due__gte=today - timedelta(days=RATED))
    week = today + timedelta(days=SOON)
    return {
        "late": opened & Q(due__lt=today),
        "week": opened & Q(due__gte=today, due__lte=week),
        "later": opened & Q(due__gt=week),
        "kept": done & Q(in_time=True, due__lt=today) & recent,
        "missed": recent & Q(due__lt=today) & (opened | done & Q(in_time=False)),
        "climbed": opened & Q(climbed_to=by.office),
    }


@dataclass(frozen=True)
class Standing:
    """How one office stands with one kind of obligation; the numbers are those of WHAT."""

    office_id: int
    office: str
    kind: str
    late: int
    week: int
    later: int
    kept: int
    missed: int

    @property
    def label(self) -> str:
        return kind_label(self.kind)

    @property
    def rate(self) -> float | None:
        """Share done in time of what fell due in the last 30 days, 0 to 1; None where nothing fell due."""
        fell_due = self.kept + self.missed
        return self.kept / fell_due if fell_due else None


def by_office_and_kind(by: Actor, *, today: date | None = None) -> Sequence[Standing]:
    """Every office's standing by kind in the actor's area, the latest first; two statements."""
    today = today or timezone.localdate()
    conditions = _conditions(today, by)
    counted: dict[str, Any] = {what: Count("id", filter=conditions[what]) for what in WHAT[:5]}
    wanted = Q(state=State.OPEN) | Q(state=State.DONE, due__gte=today - timedelta(days=RATED), due__lt=today)
    # Any: the annotated names are data, which the types of a queryset cannot follow
    found: Any = Obligation.objects
    rows = list(found.visible_to(by).filter(wanted).values("office_id", "kind").annotate(**counted).order_by())
    # names are joined to hundreds of sums, not to the tens of thousands of rows behind them
    offices = Office.objects.filter(pk__in={row["office_id"] for row in rows})
    names = {pk: (place, called(*name)) for pk, place, *name in offices.values_list(*OFFICE)}
    standings = [
        (
            names[row["office_id"]][0],
            Standing(row["office_id"], names[row["office_id"]][1], row["kind"], *_numbers(row)),
        )
        for row in rows
    ]
    order = sorted(standings, key=lambda one: (-one[1].late, -one[1].missed, one[0], one[1].office_id, one[1].kind))
    return [standing for _place, standing in order]


def _numbers(row: dict[str, int]) -> list[int]:
    return [row[what] for what in WHAT[:5]]
