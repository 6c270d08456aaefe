"""Offers of cases between offices, as each side may see them."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.cases.models import Case, Transfer
from tonghu.cases.models.transfer import TransferQuerySet
from tonghu.cases.rules.steps import TransferKind, TransferState
from tonghu.places.models import Office
from tonghu.places.models.office import OfficeQuerySet
from tonghu.places.rules import Level, OfficeKind, span

LEVELS = sorted(Level)


def concerning(by: Actor) -> TransferQuerySet:
    """Offers from and to the acting office, what waits first; for those who do casework alone."""
    if not by.scope.casework:
        return Transfer.objects.none()
    hidden = Q(kind=TransferKind.REQUEST, state__in=(TransferState.OFFERED, TransferState.REVOKED), to_office=by.office)
    found = Transfer.objects.concerning(by).exclude(hidden)
    return found.select_related("from_office", "to_office").order_by(F("answered_on").desc(nulls_first=True), "-id")


def waiting_for(by: Actor) -> TransferQuerySet:
    """Offers and requests that the acting office has to answer."""
    ours = Q(to_office=by.office) & ~Q(kind=TransferKind.REQUEST)
    asked = Q(from_office=by.office, kind=TransferKind.REQUEST)
    return concerning(by).filter(ours | asked, state=TransferState.OFFERED)


def transfers_of(case: Case, by: Actor) -> TransferQuerySet:
    """Every offer of a case, the newest first."""
    found = Transfer.objects.visible_to(by).filter(case=case)
    return found.select_related("from_office", "to_office").order_by("-id")


def answers(transfer: Transfer, by: Actor) -> bool:
    """Whether the acting office is the one that the offer waits for."""
    if transfer.state != TransferState.OFFERED or by.office is None:
        return False
    asked = transfer.kind == TransferKind.REQUEST
    return by.office.pk == (transfer.from_office_id if asked else transfer.to_office_id)


def receivers(by: Actor, *, below: bool = False) -> OfficeQuerySet:
    """Federation offices to which the acting office may offer a case.

    Args:
        below: those of the next two levels below it; else those of its own level and above, townships and villages
            only where they are neighbours, so that the list stays short in a province too.
    """
    if by.office is None:
        return Office.objects.none()
    place = by.office.place
    lo, hi = place.span
    found = Office.objects.open_on(timezone.localdate()).filter(kind=OfficeKind.FEDERATION).exclude(pk=by.office.pk)
    if below:
        under = [level for level in LEVELS if level > place.level][:2]
        found = found.filter(place_id__gte=lo, place_id__lte=hi, place__level__in=under)
    else:
        lo, hi = span(place.pk, max(level for level in LEVELS if level < place.level or level == LEVELS[0]))
        near = Q(place_id__gte=lo, place_id__lte=hi)
        found = found.filter(place__level__lte=place.level).filter(Q(place__level__lte=Level.COUNTY) | near)
    return found.order_by("place_id", "id")


def is_below(office: Office, superior: Office) -> bool:
    """Whether an office stands below another in the federation: at a place inside the other's."""
    lo, hi = span(superior.place_id, superior.place.level)
    return lo <= office.place_id <= hi and office.place_id != superior.place_id
