from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from tonghu.access.actor import Actor
from tonghu.access.models import Grant, Undertaking
from tonghu.access.undertakings import VERSION, until
from tonghu.accounts.models import User


def accounts(*, by: Actor, q: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """Accounts with their grants, by sign-in name, for the security administrator alone.

    Args:
        q: part of a name, or the beginning of a sign-in name; role: only who holds it;
        state: "open" or "closed".

    Raises:
        PermissionDenied: ``by`` is no security administrator.
    """
    by.must("accounts.change")
    found = User.objects.order_by("username")
    if q:
        found = found.filter(Q(name__contains=q) | Q(username__istartswith=q))
    if role:
        found = found.filter(pk__in=Grant.objects.filter(role=role).values("user_id"))
    if state:
        found = found.filter(is_active=state == "open")
    grants = Grant.objects.select_related("office").order_by("office__place_id", "office_id", "role")
    return found.prefetch_related(Prefetch("grants", grants))


def bound_until(user: User) -> date | None:
    """The last day on which her undertaking of the present text holds; None where she never accepted it."""
    last = Undertaking.objects.filter(user=user, version=VERSION).order_by("-accepted_on").first()
    return until(last.accepted_on) if last else None
