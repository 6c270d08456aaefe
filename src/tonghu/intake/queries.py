"""Batches and their rows as somebody may see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from tonghu.access.actor import Actor
from tonghu.intake.models import Batch, Row, RowState
from tonghu.kit.scope import ScopedQuerySet


@dataclass(frozen=True)
class Tally:
    """How many rows of a batch are good, bad, and known already."""

    good: int
    bad: int
    known: int


def batches(by: Actor, kind: str) -> ScopedQuerySet[Batch]:
    """Sheets of one kind in the actor's area, newest first, with their tallies; one query."""
    tallies = {f"{state.value}_rows": Count("rows", filter=Q(rows__state=state)) for state in RowState}
    return Batch.objects.visible_to(by).filter(kind=kind).select_related("office", "file").annotate(**tallies)


def rows(by: Actor, batch: Batch, state: RowState | None = None) -> ScopedQuerySet[Row]:
    """Rows of a batch, in the sheet's order."""
    found = Row.objects.visible_to(by).filter(batch=batch)
    return found if state is None else found.filter(state=state)


def tally(by: Actor, batch: Batch) -> Tally:
    """The batch's rows counted by state; one query."""
    counted = dict(rows(by, batch).order_by().values_list("state").annotate(Count("pk")))
    return Tally(*(counted.get(state, 0) for state in (RowState.GOOD, RowState.BAD, RowState.KNOWN)))
