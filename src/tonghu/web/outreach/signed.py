"""Which activities of a page stand in a signed report and were changed since."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Max

from tonghu.access.actor import Actor
from tonghu.outreach.models import Activity
from tonghu.outreach.queries import Brief
from tonghu.reports.models import FrozenRecord
from tonghu.reports.rules import State


def changed_since(by: Actor, activities: Collection[Brief | Activity]) -> set[int]:
    """Ids of those that a signed report counted and that were changed after its signing; one query at most."""
    corrected = [activity.pk for activity in activities if activity.version > 1]
    if not corrected:
        return set()
    signed = (
        FrozenRecord.objects.visible_to(by)
        .filter(
            source=Activity._meta.db_table,
            object_id__in=corrected,
            figure__report__state=State.SIGNED,
        )
        .order_by()
        .values("object_id")
        .annotate(at=Max("figure__report__signed_at"))
        .values_list("object_id", "at")
    )
    when = dict(signed)
    return {one.pk for one in activities if one.pk in when and one.changed_at > when[one.pk]}
