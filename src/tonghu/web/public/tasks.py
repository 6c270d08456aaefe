from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tonghu.access.actor import Actor
from tonghu.cases.models import Filing, FilingState
from tonghu.web.frame.lines import Line, Urgency

MOST = 3
ANYTHING = (Filing.objects.filter(state=FilingState.RECEIVED, office=OuterRef("pk")),)


def waiting(actor: Actor) -> list[Line]:
    """Reports of harm each on its own line, petitions as a number."""
    if not actor.may("cases.handle") or actor.office is None:
        return []
    received = Filing.objects.visible_to(actor).filter(state=FilingState.RECEIVED, office=actor.office)
    reports = [
        Line(
            tag=_("in danger"),
            urgency=Urgency.LATE,
            text=_("A report of harm to a minor was filed on %(day)s.") % {"day": f"{one.filed_at:%Y-%m-%d}"},
            small="",
            url=reverse("web:filing", args=[one.pk]),
            verb=_("Take it up"),
        )
        for one in received.filter(report=True).only("filed_at").order_by("id")[:MOST]
    ]
    return [*reports, *_petitions(received.filter(report=False).count())]


def _petitions(number: int) -> list[Line]:
    if not number:
        return []
    said = ngettext("%(n)s filing of the public page waits.", "%(n)s filings of the public page wait.", number)
    return [
        Line(
            tag=_("filed online"),
            urgency=Urgency.NEAR,
            text=said % {"n": number},
            small="",
            url=reverse("web:filings"),
            verb=_("Look at it"),
        )
    ]
