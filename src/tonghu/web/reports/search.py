"""Reports by title, document number or office."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.reports.queries import Wanted, reports_of
from tonghu.web.hits import Hit


def find(actor: Actor, q: str, limit: int) -> list[Hit]:
    """Reports inside the actor's scope."""
    if not actor.may("reports.view"):
        return []
    return [
        Hit(
            _("Report"),
            one.title,
            f"{one.office.called} · {one.get_state_display()}",
            reverse("web:report", args=[one.pk]),
        )
        for one in reports_of(actor, Wanted(q=q))[:limit]
    ]
