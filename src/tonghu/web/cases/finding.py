"""A case out of an address: inside the scope or nowhere, and its opening in the trail."""

from __future__ import annotations

from tonghu.access.actor import Actor
from tonghu.cases.models import Case
from tonghu.trail.actions import note
from tonghu.trail.models import Verb
from tonghu.web.base import visible_or_404


def opened(by: Actor, pk: int) -> Case:
    """One case, and a line in the trail that its file was opened. Raises Http404 where it is not open to her."""
    found: Case = visible_or_404(Case.objects.select_related("office"), by, pk)
    note(Verb.OPEN, table=Case._meta.db_table, object_id=found.pk, label=found.number, place=found.place)
    return found
