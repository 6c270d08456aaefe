from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tonghu.access.actor import Actor
from tonghu.places.network import towns_without_station
from tonghu.places.rules import OfficeKind
from tonghu.web.frame.lines import Line, Urgency

NAMED = 3


def waiting(actor: Actor) -> list[Line]:
    """Townships that still lack a rights-protection station, for those who may open one."""
    if actor.office is None or not actor.may("places.change") or not actor.may("outreach.view"):
        return []
    found = towns_without_station(actor, actor.office.place)
    number = found.count()
    if not number:
        return []
    first = list(found[:NAMED])
    text = ngettext(
        "%(number)s township has no rights-protection station.",
        "%(number)s townships have no rights-protection station.",
        number,
    ) % {"number": number}
    query = {"place": first[0].pk, "kind": OfficeKind.STATION.value} if number == 1 else {}
    url = f"{reverse('web:office-new')}?{urlencode(query)}" if query else reverse("web:network")
    verb = _("Add the station") if query else _("See which")
    return [Line(_("Network"), Urgency.PLAIN, text, "、".join(str(place) for place in first), url, verb)]
