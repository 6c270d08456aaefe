from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.contact import subject_of as of_contact
from tonghu.cases.actions.frame import begin, once, write_step
from tonghu.cases.actions.party import guard_parties
from tonghu.cases.models import BreakGlass, Case, Contact
from tonghu.cases.queries.readers import may_approve, nameable
from tonghu.kit.scope import Confidentiality
from tonghu.work.actions import move


@once
def confide_case(
    *,
    case: Case,
    level: int,
    readers: Iterable[int] = (),
    why: str,
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Say who may see a case: all who do casework in the area, the handling office, or those named alone.

    Its contacts, its people, what is owed in it and the cases joined to it follow in the same transaction. Whoever
    sets it stays named.

    Args:
        level: a value of ``Confidentiality``; readers: ids of users; of an ordinary case none are kept.
        why: kept with the step.

    Raises:
        ValidationError: no reason, somebody whose area does not hold the case, nobody who may approve its closure,
            or what bars the step. Others as ``frame.begin``.
    """
    if level not in Confidentiality.values:
        raise ValidationError({"level": _("Please choose from the list.")})
    if not why.strip():
        raise ValidationError({"why": _("Please say why.")})
    with transaction.atomic():
        case = begin(case, "confide", by=by, seen=seen)
        named = _named(case, level, set(readers), by)
        data = {"from": case.level, "level": level, "readers": len(named)}
        case.level, case.readers = level, named
        write_step(case, "confide", by=by, words=why, data=data, token=token)
        _follow(case, by)
        for joined in Case.objects.visible_to(by).filter(merged_into=case).select_related("office"):
            joined.level, joined.readers = level, named
            joined.save(update_fields=["level", "readers"])
            _follow(joined, by)
        return case


def _follow(case: Case, by: Actor) -> None:
    """Let all that hangs on a case be as confidential as it is."""
    for contact in Contact.objects.visible_to(by).filter(case=case):
        contact.level, contact.readers = case.level, case.readers
        contact.save(update_fields=["level", "readers"])
        move(subject=of_contact(contact), level=case.level, readers=case.readers, by=by)
    guard_parties(case, by=by)
    move(subject=clocks.subject_of(case), level=case.level, readers=case.readers, by=by)


def _named(case: Case, level: int, readers: set[int], by: Actor) -> list[int]:
    if level == Confidentiality.ORDINARY:
        return []
    inside = by.office is not None and by.office.pk == case.office_id
    if level == Confidentiality.SEALED or not inside:
        readers = readers | {by.user.pk}
    # those in the case in an emergency stay till their time is over
    glass = BreakGlass.objects.filter(case=case, ended_at=None).values_list("user", flat=True)
    allowed = {user.pk for user in nameable(case)} | {by.user.pk}
    if readers - allowed:
        raise ValidationError({"readers": _("Please name only people who do casework for this area.")})
    if not may_approve(case, readers=readers, level=level):
        raise ValidationError({"readers": _("Please name somebody who may approve the closure: a leader.")})
    return sorted(readers | set(glass))
