from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, sent_before, write_step
from tonghu.cases.actions.register import harm_to_report
from tonghu.cases.checks import MOST_PEOPLE
from tonghu.cases.models import Case, Incident


def add_incident(
    *,
    case: Case,
    day: date,
    words: str = "",
    noticed_on: date | None = None,
    people: int = 1,
    by: Actor,
    token: UUID | None = None,
) -> Incident:
    """It happened again: one more occurrence (起) in the same case (件). Harm to a minor is to be reported again.

    Args:
        day: on which it happened, which may lie before the registration; people: persons hurt.

    Raises:
        ValidationError: a day still to come, or a number that cannot be. Others as ``frame.begin``.
    """
    if before := sent_before(token, by):
        return Incident.objects.visible_to(by).get(pk=before.about_id or 0)
    _check(day, noticed_on, people)
    with transaction.atomic():
        case = begin(case, "incident", by=by)
        made = Incident.objects.create(
            case=case, place=case.place, day=day, noticed_on=noticed_on, words=words.strip(), people=people,
            entered_by=by.user.pk, entered_name=by.user.name,
        )  # fmt: skip
        write_step(case, "incident", by=by, day=day, words=words, data={"people": people}, about=made, token=token)
        if harm_to_report(case):
            clocks.start(case, "report.harm", since=clocks.today(), ordinal=made.pk, by=by)
        return made


def _check(day: date, noticed_on: date | None, people: int) -> None:
    today = clocks.today()
    for name, one in (("day", day), ("noticed_on", noticed_on)):
        if one is not None and one > today:
            raise ValidationError({name: _("This day is still to come. Please check the date.")})
    if noticed_on is not None and noticed_on < day:
        raise ValidationError({"noticed_on": _("It cannot have been noticed before it happened.")})
    if not 0 <= people <= MOST_PEOPLE:
        raise ValidationError({"people": _("The number of persons lies between 0 and 100,000.")})
