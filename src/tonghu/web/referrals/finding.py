"""Letters and documents out of an address: through their case, or nowhere."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from django.http import Http404

from tonghu.cases.models import Case, CasePart
from tonghu.web.base import ActorRequest, visible_or_404
from tonghu.web.cases.finding import opened

P = TypeVar("P", bound=CasePart)


def part_of(request: ActorRequest, model: type[P], case_pk: int, pk: int, *related: str) -> P:
    """A part of a case; reading it is noted as opening the case's file, changing it is noted by itself."""
    if request.method == "GET":
        case = opened(request.actor, case_pk)
    else:
        case = visible_or_404(Case.objects.select_related("office__place"), request.actor, case_pk)
    rows = model._default_manager.filter(request.actor.scope.guarded("case__"), case=case, pk=pk)
    found: Any = (rows.select_related(*related) if related else rows).first()
    if found is None:
        raise Http404
    found.case = case
    return cast(P, found)
