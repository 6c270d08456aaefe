"""Which of the records behind a report's figures somebody may see.

A report is read by all of its area, and what it was signed with stays; but a case may have been sealed since, and
whoever does no casework reads of none. The figure counts them; the list does not name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from django.db import models

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Contact

GUARDED: dict[str, type[models.Model]] = {"cases_case": Case, "cases_contact": Contact}


class Named(Protocol):
    @property
    def source(self) -> str: ...
    @property
    def object_id(self) -> int: ...


R = TypeVar("R", bound=Named)


def open_to(by: Actor, records: Sequence[R]) -> list[R]:
    """The records that may be named to somebody, in their order; one statement for each confidential table.

    Args:
        records: table (``source``) and id (``object_id``) of each.
    """
    seen = {table: _seen(table, records, by) for table in {one.source for one in records} & set(GUARDED)}
    return [one for one in records if one.source not in seen or one.object_id in seen[one.source]]


def _seen(table: str, records: Iterable[Named], by: Actor) -> set[int]:
    ids = [one.object_id for one in records if one.source == table]
    rows = GUARDED[table]._default_manager.visible_to(by)  # type: ignore[attr-defined]
    return set(rows.filter(pk__in=ids).values_list("pk", flat=True))
