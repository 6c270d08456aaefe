from __future__ import annotations

from copy import copy
from dataclasses import fields
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, once, write_step
from tonghu.cases.actions.register import fill, harm_to_report
from tonghu.cases.checks import faults_of_particulars, must_be_right
from tonghu.cases.drafts import Particulars
from tonghu.cases.models import Case, Party
from tonghu.cases.queries.known import firsts_of
from tonghu.cases.rules.kinds import Role


@once
def correct_case(
    *,
    case: Case,
    particulars: Particulars,
    why: str = "",
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Make what a case is about what the draft says; number and clocks stay, the trail keeps before and after.

    Where a correction says that a minor is harmed or in danger, the mandatory report is owed from now on.

    Raises:
        ValidationError: by field, or what bars the step. Others as ``frame.begin``.
    """
    must_be_right(faults_of_particulars(particulars, today=clocks.today()))
    with transaction.atomic():
        case = begin(case, "correct", by=by, seen=seen)
        before = copy(case)
        fill(case, particulars)
        if case.repeats_id not in (None, before.repeats_id):
            case.repeats_id = firsts_of(by, [case.repeats_id])[case.repeats_id]
        _check(case)
        changed = [one.name for one in fields(Particulars) if getattr(case, one.name) != getattr(before, one.name)]
        if not changed:
            return case
        write_step(case, "correct", by=by, words=why, data={"fields": changed}, token=token)
        if harm_to_report(case) and not harm_to_report(before):
            clocks.start(case, "report.harm", since=clocks.today(), by=by)
        return case


def _check(case: Case) -> None:
    ends = [day for day in (case.accepted_on, case.told_on, case.closed_on) if day is not None]
    if ends and case.day > min(ends):
        raise ValidationError({"day": _("Steps of this case lie before this day. Please check the date.")})
    if case.repeats_id == case.pk:
        raise ValidationError({"repeats": _("A case cannot repeat itself.")})
    if not case.minor and Party.objects.filter(case=case, roles__contains=[Role.MINOR]).exists():
        raise ValidationError({"minor": _("Somebody in this case is entered as a minor concerned.")})
