from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.text import tidy
from tonghu.places.models import Office
from tonghu.work.models import ClosedDay, Term
from tonghu.work.terms import TERMS

LONGEST = 3660


@dataclass(frozen=True)
class TermDraft:
    """A term as it shall be from a day on.

    Attributes:
        key: which term; number, unit: its length; since: the first day on which a clock starts by it.
        article: its source, blank without one; verified: somebody compared it with the source.
        office: the office it holds for, None for all; why: what was read or decided.
    """

    key: str
    number: int
    unit: str
    since: date
    why: str
    article: str = ""
    verified: bool = False
    office: Office | None = None


def change_term(*, draft: TermDraft, by: Actor) -> Term:
    """Let a term be another from a day on; clocks that run keep the term they began under.

    Raises:
        PermissionDenied: ``by`` is no system administrator.
        ValidationError: by field, what cannot stand; an office may change only what no law fixes.
    """
    by.must("cases.settings")
    if draft.key not in TERMS:
        raise ValidationError({"key": _("There is no such term.")})
    if not 0 <= draft.number <= LONGEST:
        raise ValidationError({"number": _("A term has 0 to %(most)s units.") % {"most": LONGEST}})
    if not tidy(draft.why):
        raise ValidationError({"why": _("Say what was read or decided; others will rely on it.")})
    if draft.office is not None and not TERMS[draft.key].own:
        raise ValidationError({"office": _("This term is fixed by law and the same for every office.")})
    row = Term(
        key=draft.key,
        number=draft.number,
        unit=draft.unit,
        article=tidy(draft.article),
        verified=draft.verified,
        since=draft.since,
        office=draft.office,
        why=tidy(draft.why),
        changed_by=by.user.pk,
        changed_name=by.user.name,
    )
    row.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ValidationError(
            {"since": _("This term was changed from that day already. Choose another day.")}
        ) from error
    return row


def add_closed_day(*, day: date, why: str, by: Actor) -> ClosedDay:
    """Name a day on which the acting office is closed; what ends on it from now on ends on the next open day.

    Raises:
        PermissionDenied: she neither handles nor approves cases there.
        ValidationError: no reason, or the day is named already.
    """
    office = _own_office(by)
    if not tidy(why):
        raise ValidationError({"why": _("Say why the office is closed.")})
    try:
        with transaction.atomic():
            return ClosedDay.objects.create(office=office, day=day, why=tidy(why))
    except IntegrityError as error:
        raise ValidationError({"day": _("This day is on the list already.")}) from error


def remove_closed_day(*, closed_day: ClosedDay, by: Actor) -> None:
    """Take a day off the list of the acting office; clocks that were counted with it stay. Raises PermissionDenied."""
    if closed_day.office_id != _own_office(by).pk:
        raise PermissionDenied(_("This day belongs to another office."))
    with transaction.atomic():
        closed_day.delete()


def _own_office(by: Actor) -> Office:
    by.must("cases.close_days")
    assert by.office is not None
    return by.office
