from django.urls import reverse
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.queries.cases import page
from tonghu.cases.queries.wanted import Wanted
from tonghu.cases.rules.states import State
from tonghu.web.hits import Hit


def find(actor: Actor, q: str, limit: int) -> list[Hit]:
    """Cases by their number or by somebody in them, as far as they are open to the actor."""
    if not actor.may("cases.view"):
        return []
    rows, _following = page(actor, Wanted(q=q), after=None, size=limit)
    states = dict(State.choices)
    return [
        Hit(
            _("Case"),
            f"{one.number} {one.title}",
            f"{states[one.state]} · {one.office}",
            reverse("web:case", args=[one.pk]),
        )
        for one in rows
    ]
