"""Who acts here, and over which part of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tonghu.kit.scope import Scope

if TYPE_CHECKING:
    from .models import Office

EVERYWHERE = (0, 10**12 - 1)
NOWHERE = (1, 0)


class Acting(Protocol):
    """What offices need to know of an actor; :class:`tonghu.access.actor.Actor` is one."""

    @property
    def scope(self) -> Scope: ...

    @property
    def office(self) -> Office | None: ...

    def may(self, what: str) -> bool: ...

    def must(self, what: str) -> None: ...


def area_of(actor: Acting) -> tuple[int, int]:
    """First and last 12-digit code of the actor's area: her office's division and all below it.

    Offices hang out their names, so this is wider than the scope of records: a system administrator
    sees no case, but keeps the list of offices.
    """
    return actor.office.place.span if actor.office else NOWHERE


def must_keep(actor: Acting, place: int) -> None:
    """Raises PermissionDenied where the actor may not keep the offices at a 12-digit code.

    An actor without an office is none who signed in: it founds the first offices of a deployment.
    """
    actor.must("places.change")
    lo, hi = area_of(actor) if actor.office else EVERYWHERE
    if not lo <= place <= hi:
        raise PermissionDenied(_("This place lies outside the area of your office. Nothing was saved."))


def must_reach(actor: Acting, place: int) -> None:
    """Raises PermissionDenied where the contacts at a 12-digit code are not open to the actor."""
    actor.must("places.contacts")
    if not actor.scope.holds(place):
        raise PermissionDenied(_("This place lies outside the area of your office. Nothing was saved."))
