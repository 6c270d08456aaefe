from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.scope import within
from tonghu.outreach.actions.correct import locked
from tonghu.outreach.checks import Fault, Wrong
from tonghu.outreach.models import Activity


def withdraw_activity(*, activity: Activity, by: Actor, why: str) -> Activity:
    """Take a wrongly recorded activity out of lists and figures; its record and trail stay.

    Raises:
        PermissionDenied: not in her role, or outside her area.
        Wrong: no reason was given, or it was withdrawn before.
    """
    by.must("outreach.correct")
    why = why.strip()
    if not why:
        raise Wrong([Fault("why", _("Please say why it is withdrawn."))])
    with transaction.atomic(), within(replace(by.scope, why=why)):
        current = locked(activity, by)
        current.withdrawn_at, current.withdrawn_why = timezone.now(), why
        current.version += 1
        current.save()
        return current
