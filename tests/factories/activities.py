"""Activities as the cast would record them."""

from datetime import date
from typing import Any

from tonghu.access.actor import Actor
from tonghu.kit.scope import within
from tonghu.outreach.actions import log_activity
from tonghu.outreach.drafts import ActivityDraft
from tonghu.outreach.models import Activity, Material
from tonghu.outreach.rules import ActivityKind, MaterialForm


def draft(office_id: int, **facts: Any) -> ActivityDraft:
    """A campaign day of 8 March 2026 on the square of 河湾乡, where nothing else is said."""
    stated = {
        "day": date(2026, 3, 8),
        "kind": ActivityKind.CAMPAIGN,
        "venue": "河湾乡中心广场",
        "title": "维权周送法下乡",
        **facts,
    }
    return ActivityDraft(office_id=office_id, **stated)


def activity(by: Actor, **facts: Any) -> Activity:
    """One recorded by the actor at her own office, where no other is named."""
    assert by.office
    office_id = facts.pop("office_id", by.office.pk)
    with within(by.scope):
        return log_activity(draft=draft(office_id, **facts), by=by)


def material(name: str = "未成年人保护法读本", form: str = MaterialForm.READER) -> Material:
    return Material.objects.get_or_create(name=name, defaults={"form": form})[0]
