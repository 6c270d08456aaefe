"""Who acts: a user for one office, with the roles she holds there and what they let her see."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tonghu.access.models import Grant
from tonghu.access.rules import MAY, NEEDS_SECOND_FACTOR, Role, scoped_by_place
from tonghu.accounts.models import User
from tonghu.kit.scope import COUNTY, Scope
from tonghu.places.models import Office, Place
from tonghu.places.rules import Level


@dataclass(frozen=True)
class Actor:
    """The acting user of a request or command.

    Attributes:
        user: the signed-in account.
        office: the office she acts for; None where she holds no grant.
        roles: the roles she holds at that office.
        request: id that joins the trail's entries of one request.
        offices: every office she holds a grant at, in the order of their places.
    """

    user: User
    office: Office | None
    roles: frozenset[Role] = field(default_factory=frozenset)
    request: str = ""
    offices: tuple[Office, ...] = ()

    def may(self, what: str) -> bool:
        """Whether one of her roles permits it. Raises KeyError for a permission that does not exist."""
        return bool(self.roles & MAY[what])

    def must(self, what: str) -> None:
        """Raises PermissionDenied, with a sentence, where none of her roles permits it."""
        if not self.may(what):
            raise PermissionDenied(_("Your role at this office does not include this step."))

    @property
    def needs_second_factor(self) -> bool:
        return bool(self.roles & NEEDS_SECOND_FACTOR)

    @property
    def needs_undertaking(self) -> bool:
        """Whether she reads cases, or what of them is addressed to her."""
        return self.may("cases.view") or self.may("referrals.answer")

    @cached_property
    def scope(self) -> Scope:
        base = Scope(user=self.user.pk, actor=self.user.name, request=self.request, audit=Role.AUDIT in self.roles)
        if self.office is None:
            return base
        base = replace(base, office=self.office.pk, office_name=self.office.name)
        if not any(scoped_by_place(role) for role in self.roles):
            return base
        return replace(base, casework=self.may("cases.view"), **_area(self.office.place))


def _area(place: Place) -> dict[str, Any]:
    lo, hi = place.span
    if place.level > Level.COUNTY:
        return {"counties": (lo // COUNTY,), "lo": lo, "hi": hi}
    if place.level == Level.COUNTY:
        return {"counties": (lo // COUNTY,)}
    codes = Place.objects.below(place).filter(level__lte=Level.COUNTY).values_list("code", flat=True)
    return {"counties": tuple(sorted({code // COUNTY for code in codes}))}


def actor_for(user: User, *, office_id: int | None = None, request: str = "") -> Actor:
    """The actor of a user at one of her offices, the first she was granted where none is named."""
    grants = list(Grant.objects.current().filter(user=user).select_related("office__place").order_by("since", "id"))
    chosen = next((g.office for g in grants if g.office_id == office_id), grants[0].office if grants else None)
    roles = frozenset(Role(g.role) for g in grants if chosen and g.office_id == chosen.pk)
    offices = tuple(sorted({g.office for g in grants}, key=lambda office: (office.place_id, office.pk)))
    return Actor(user=user, office=chosen, roles=roles, request=request, offices=offices)
