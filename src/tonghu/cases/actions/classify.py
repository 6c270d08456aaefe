from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions.frame import begin, once, write_step
from tonghu.cases.models import Case
from tonghu.cases.rules.ways import Class, Way


@once
def classify_case(
    *,
    case: Case,
    classed: str,
    way: int | None = None,
    words: str = "",
    day: date | None = None,
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Say what a petition is and by which way it is handled (信访工作条例 Art 31), before it is accepted.

    Args:
        classed: a value of ``Class``; way: of ``Way``, for an appeal or request alone.

    Raises:
        ValidationError: no class, or a way where none belongs; also what bars the step. Others as ``frame.begin``.
    """
    _check(classed, way)
    with transaction.atomic():
        case = begin(case, "classify", by=by, seen=seen)
        case.classed, case.way = classed, way
        write_step(case, "classify", by=by, day=day, words=words, data={"classed": classed, "way": way}, token=token)
        return case


def _check(classed: str, way: int | None) -> None:
    if classed not in Class.values:
        raise ValidationError({"classed": _("Please choose what the petition is.")})
    if classed == Class.APPEAL and way not in Way.values:
        raise ValidationError({"way": _("Please choose by which way an appeal or request is handled (Art 31).")})
    if classed != Class.APPEAL and way is not None:
        raise ValidationError({"way": _("Only an appeal or request has a way under Art 31.")})
