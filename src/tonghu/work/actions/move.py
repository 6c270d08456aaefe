from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import BigIntegerField, Case, F, Value, When
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.places.models import Office
from tonghu.work.drafts import Subject
from tonghu.work.queries import about
from tonghu.work.rules import State


def move(
    *,
    subject: Subject,
    by: Actor,
    office: Office | None = None,
    level: int | None = None,
    readers: Sequence[int] | None = None,
    assigned: int | None = None,
) -> int:
    """Let what is owed on a record follow it: to another office, under another confidentiality, to another person.

    What has ended follows too, so that no line of it is open where the record is not; only what is open is
    assigned. With another office and nobody named, nobody holds it and nothing of it has climbed.

    Returns:
        How many lines changed.

    Raises:
        PermissionDenied: the new office lies outside the actor's scope.
    """
    changes: dict[str, Any] = {}
    if office is not None:
        if not by.scope.holds(office.place_id):
            raise PermissionDenied(_("This place lies outside the area of your office. Nothing was saved."))
        changes |= {"office": office, "place": office.place_id, "climbed_to": None, "climbed_on": None}
    if level is not None:
        changes["level"] = level
    if readers is not None:
        changes["readers"] = list(readers)
    if office is not None or assigned is not None:
        kept = Case(
            When(state=State.OPEN, then=Value(assigned)), default=F("assigned_id"), output_field=BigIntegerField()
        )
        changes["assigned"] = kept
    if not changes:
        return 0
    with transaction.atomic():
        return about(subject, by=by).update(**changes)
