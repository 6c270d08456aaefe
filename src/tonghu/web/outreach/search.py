from django.urls import reverse
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.outreach.filters import Wanted
from tonghu.outreach.queries import listed
from tonghu.web.hits import Hit


def find(actor: Actor, q: str, limit: int) -> list[Hit]:
    """Activities whose name or venue holds the words, newest first."""
    if not actor.may("outreach.view"):
        return []
    return [
        Hit(_("Activity"), one.title, f"{one.day.isoformat()} · {one.venue}", reverse("web:activity", args=[one.pk]))
        for one in listed(actor, Wanted(q=q), most=limit)
    ]
