from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tonghu.access.actor import Actor
from tonghu.intake.models import Batch, BatchState
from tonghu.intake.queries import batches
from tonghu.outreach.sheets import KIND
from tonghu.web.frame.lines import Line, Urgency

MOST = 5
ANYTHING = (Batch.objects.filter(kind=KIND, state=BatchState.CHECKED),)


def waiting(actor: Actor) -> list[Line]:
    """Her own imports that nobody has confirmed or dropped yet."""
    if not actor.may("outreach.import"):
        return []
    mine = batches(actor, KIND).filter(state=BatchState.CHECKED, uploaded_by=actor.user.pk)[:MOST]
    return [_line(one, one.good_rows, one.bad_rows) for one in mine]  # type: ignore[attr-defined]


def _line(batch: Batch, good: int, bad: int) -> Line:
    said = ngettext(
        "%(n)s row of “%(name)s” waits to be written.", "%(n)s rows of “%(name)s” wait to be written.", good
    )
    return Line(
        tag=_("import"),
        urgency=Urgency.NEAR,
        text=said % {"n": good, "name": batch.file.name},
        small=_("%(n)s to correct") % {"n": bad} if bad else "",
        url=reverse("web:import", args=[batch.pk]),
        verb=_("Look at it"),
    )
