"""What the trail tells to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from tonghu.kit.codes import range_of
from tonghu.kit.scope import HasScope

from .models import Entry, Seal
from .models.entry import EntryQuerySet


def history(actor: HasScope, table: str, object_id: int, *, before: int | None = None, limit: int = 60) -> list[Entry]:
    """The newest entries about one record, its parts included, with their personal values.

    Args:
        before: id of the oldest entry already shown; None for the first page.
        limit: number of entries, at most.
    """
    found = Entry.objects.visible_to(actor).about(table, object_id).select_related("personal").order_by("-id")
    return list((found.filter(id__lt=before) if before else found)[:limit])


def search(actor: HasScope, asked: Mapping[str, Any]) -> EntryQuerySet:
    """Entries that fit what an auditor asks for, newest first; without personal values.

    Args:
        asked: any of ``user`` (an account), ``verb``, ``table``, ``object`` (id), ``since`` and ``until`` (days, both
            included), ``place`` (12-digit code, with all below it) and ``q`` (a part of the label).
    """
    found: EntryQuerySet = Entry.objects.visible_to(actor).order_by("-id")
    exact = {"verb": "verb", "table": "root_table", "object": "root_id"}
    found = found.filter(**{column: asked[name] for name, column in exact.items() if asked.get(name)})
    if asked.get("user"):
        found = found.filter(user_id=asked["user"].pk)
    if asked.get("since"):
        found = found.filter(at__gte=_midnight(asked["since"]))
    if asked.get("until") and asked["until"] < date.max:
        found = found.filter(at__lt=_midnight(asked["until"] + timedelta(days=1)))
    if asked.get("place"):
        low, high = range_of(asked["place"])
        found = found.filter(place__gte=low, place__lt=high)
    if asked.get("q"):
        found = found.filter(label__icontains=asked["q"])
    return found


@dataclass(frozen=True)
class Chain:
    """The state of the chain: its head, when it was last sealed, and what is not sealed yet."""

    head: str
    sealed_at: datetime | None
    seals: int
    open_entries: int


def chain(actor: HasScope) -> Chain:
    """How far the trail is sealed; ``open_entries`` counts those the actor may see."""
    last = Seal.objects.order_by("-id").first()
    return Chain(
        head=last.hash if last else "",
        sealed_at=last.at if last else None,
        seals=Seal.objects.count(),
        open_entries=Entry.objects.visible_to(actor).filter(seal=None).count(),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
