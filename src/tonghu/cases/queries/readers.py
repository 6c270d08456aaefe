"""Who may read or decide a case: the people of its area, by their grants."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from tonghu.access.models import Grant
from tonghu.access.rules import CASEWORKERS, MAY
from tonghu.accounts.models import User
from tonghu.cases.models import Case
from tonghu.kit.scope import Confidentiality
from tonghu.places.models import Office
from tonghu.places.rules import Level, OfficeKind, span


def caseworkers(place: int) -> QuerySet[Grant]:
    """Current grants of those who do casework for an area that holds a place (12-digit code)."""
    codes = {span(place, level)[0] for level in Level.values}
    found = Grant.objects.current().filter(role__in=CASEWORKERS, user__is_active=True)
    return found.filter(office__place_id__in=codes).select_related("user", "office")


def nameable(case: Case) -> list[User]:
    """People who can be named as readers of a case, by name: those whose area holds it."""
    return sorted({grant.user for grant in caseworkers(case.place)}, key=lambda user: (user.name, user.pk))


def officers_of(office: Office) -> list[User]:
    """People of an office to whom a case can be given, by name."""
    found = Grant.objects.current().filter(office=office, role__in=MAY["cases.handle"], user__is_active=True)
    return sorted({grant.user for grant in found.select_related("user")}, key=lambda user: (user.name, user.pk))


def may_approve(case: Case, *, readers: Iterable[int] | None = None, level: int | None = None) -> bool:
    """Whether somebody who may approve its closure can see a case.

    Args:
        readers, level: as they would be; the case's own by default.
    """
    named = Q(user__in=list(case.readers if readers is None else readers))
    guard = case.level if level is None else level
    leaders = caseworkers(case.place).filter(role__in=MAY["cases.approve"])
    if guard == Confidentiality.RESTRICTED:
        leaders = leaders.filter(named | Q(office=case.office_id))
    elif guard == Confidentiality.SEALED:
        leaders = leaders.filter(named)
    return leaders.exists()


def superior_of(office: Office) -> Office:
    """The next federation above an office, which decides reviews (信访工作条例 Arts 35, 36); itself at the top."""
    place = office.place
    codes = {span(place.code, level)[0] for level in Level.values if level < place.level}
    above = Office.objects.filter(kind=OfficeKind.FEDERATION, place_id__in=codes, place__level__lt=place.level)
    found = above.open_on(timezone.localdate()).select_related("place").order_by("-place__level", "id").first()
    return found or office
