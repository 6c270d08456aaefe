from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.people.models import Sighting
from tonghu.web.frame.lines import Line, Urgency

MOST = 5
ANYTHING = (Sighting.objects.filter(seen_at=None),)


def waiting(actor: Actor) -> list[Line]:
    """Who asked about a person of a sealed case that the actor is named on; she who asked was told nothing."""
    if not actor.may("cases.view"):
        return []
    unread = Sighting.objects.visible_to(actor).filter(seen_at=None).select_related("office")
    return [
        Line(
            tag=_("sealed"),
            urgency=Urgency.NEAR,
            text=_("%(office)s asked about somebody in a sealed case of yours.") % {"office": one.office.called},
            small=f"{one.user_name} · {timezone.localtime(one.at):%Y-%m-%d}",
            url=reverse("web:person", args=[one.person_id]),
            verb=_("Look at it"),
        )
        for one in unread[:MOST]
    ]
