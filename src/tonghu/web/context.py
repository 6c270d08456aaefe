"""What every page of the frame shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tonghu.access.actor import Actor
from tonghu.web.gates import gate, waived
from tonghu.web.navigation import desks, large


def frame(request: HttpRequest) -> dict[str, Any]:
    """Desks, offices to choose from and the number of things waiting, where somebody acts."""
    plain = {"idle_seconds": settings.SESSION_COOKIE_AGE, "upload_most": settings.TONGHU_UPLOAD_MOST}
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return plain
    # a page at a gate that asked for anything behind it would be led back to the gate, again and again
    free = not gate(request, actor, "home")
    return {
        **plain,
        "actor": actor,
        "desks": desks(actor, request.path) if free else [],
        "large_actions": large(actor, request.path) if free else [],
        "other_offices": [office for office in actor.offices if office != actor.office],
        "waiting": request.session.get("waiting") if free else 0,
        "may_be_reminded": free and actor.may("cases.view"),
        "may_find": free and actor.may("places.view"),
        "waived": waived() and actor.needs_second_factor,
    }
