from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.accounts.models import User
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, once, write_step
from tonghu.cases.models import Case, Step
from tonghu.cases.queries.readers import officers_of
from tonghu.kit.scope import Confidentiality
from tonghu.places.models import Office
from tonghu.work.actions import move
from tonghu.work.models import Obligation

BATCH = 500


@once
def assign_case(
    *, case: Case, officer: int, words: str = "", by: Actor, seen: int | None = None, token: UUID | None = None
) -> Case:
    """Give a case to an officer of the office that handles it; what is owed in it goes with it.

    Args:
        officer: id of a user who may handle cases at that office, and may read this one.

    Raises:
        ValidationError: nobody such, or what bars the step. Others as ``frame.begin``.
    """
    with transaction.atomic():
        case = begin(case, "assign", by=by, seen=seen)
        user = _officer(case.office, officer)
        if case.level == Confidentiality.SEALED and user.pk not in case.readers:
            raise ValidationError({"officer": _("She is not named on this sealed case. Name her as a reader first.")})
        case.officer, case.officer_name = user.pk, user.name
        write_step(case, "assign", by=by, words=words, data={"officer": user.pk}, token=token)
        move(subject=clocks.subject_of(case), assigned=user.pk, by=by)
        return case


@dataclass(frozen=True)
class HandedOver:
    """What came of handing over: how many cases, and how many stay because the new officer may not read them."""

    cases: int
    kept: int


def hand_over(*, from_user: int, to_user: int, by: Actor) -> HandedOver:
    """Hand all cases of an officer who leaves to another of the same office, at once, with what is owed in them.

    The same number of statements for any number of cases. Sealed cases go only where the new officer is named.

    Args:
        from_user, to_user: ids of users; the second may handle cases at the office acted for.

    Raises:
        PermissionDenied: not in her role.
        ValidationError: to herself, or to somebody who may not handle cases at this office.
    """
    by.must("cases.handover")
    if by.office is None or from_user == to_user:
        raise ValidationError({"to_user": _("Please choose another officer.")})
    to = _officer(by.office, to_user, "to_user")
    with transaction.atomic():
        hers = Case.objects.visible_to(by).filter(office=by.office, officer=from_user)
        cases = list(hers.select_for_update(of=("self",)).order_by("pk"))
        going = [case for case in cases if case.level != Confidentiality.SEALED or to.pk in case.readers]
        ids = [case.pk for case in going]
        Case.objects.visible_to(by).filter(pk__in=ids).update(
            officer=to.pk, officer_name=to.name, version=F("version") + 1, changed_at=timezone.now()
        )
        Step.objects.bulk_create([_step(case, from_user, to, by) for case in going], batch_size=BATCH)
        owed = Obligation.objects.visible_to(by).open().filter(office=by.office, assigned=from_user)
        owed.filter(subject_table=clocks.TABLE, subject_id__in=ids).update(assigned=to.pk)
        owed.exclude(subject_table=clocks.TABLE).update(assigned=to.pk)
        return HandedOver(len(going), len(cases) - len(going))


def _officer(office: Office, pk: int, field: str = "officer") -> User:
    found = next((user for user in officers_of(office) if user.pk == pk), None)
    if found is None:
        raise ValidationError({field: _("Please choose somebody who handles cases at this office.")})
    return found


def _step(case: Case, from_user: int, to: User, by: Actor) -> Step:
    return Step(
        case=case, place=case.place, verb="assign", day=clocks.today(), start=case.state, to=case.state,
        data={"officer": to.pk, "from": from_user}, entered_by=by.user.pk, entered_name=by.user.name,
    )  # fmt: skip
