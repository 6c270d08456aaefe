"""What registering cases and logging contacts have in common: the office they are for, and a form sent twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.drafts import CaseDraft, ContactDraft
from tonghu.places.models import Office

D = TypeVar("D", CaseDraft, ContactDraft)
M = TypeVar("M", bound=models.Model)


def entered(
    drafts: Sequence[D],
    *,
    write: Callable[[Sequence[D]], Mapping[UUID, M]],
    known: Callable[[Sequence[D]], dict[UUID, M]],
) -> list[M]:
    """The records of some drafts in their order, all or none: those known by their token, and the others, written now.

    Args:
        write: writes drafts whose tokens are new, and returns the records by token; known: finds those written before.

    Raises:
        PermissionDenied: a token is that of a record which is not open to her. Others as ``write``.
    """
    try:
        with transaction.atomic():
            found = known(drafts)
            if fresh := [one for one in drafts if one.token not in found]:
                found |= write(fresh)
    except IntegrityError as error:
        if "token" not in str(error):
            raise
        # a second click arrived while the first was being saved: the first has committed by now
        found = known(drafts)
        if any(one.token not in found for one in drafts):
            raise PermissionDenied(_("This form was already used. Please open a new one.")) from None
    return [found[one.token] for one in drafts]


def office_id(draft: CaseDraft | ContactDraft, by: Actor) -> int:
    """The office a draft is for: the one it names, else the one acted for; 0 where there is none."""
    return draft.office_id or (by.office.pk if by.office else 0)


def offices_of(drafts: Sequence[CaseDraft] | Sequence[ContactDraft], by: Actor) -> dict[int, Office]:
    """The offices some drafts are for, by id; one statement. Raises PermissionDenied for one outside her area."""
    wanted = {office_id(one, by) for one in drafts}
    found = Office.objects.in_bulk(wanted)
    if any(pk not in found or not by.scope.holds(found[pk].place_id) for pk in wanted):
        raise PermissionDenied(_("This unit lies outside the area you work for."))
    return found
