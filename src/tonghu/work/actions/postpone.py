from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.workdays import last_day
from tonghu.trail.reasons import explain
from tonghu.work.clocks import closed_days, term_for
from tonghu.work.drafts import Subject
from tonghu.work.models import Obligation
from tonghu.work.queries import about
from tonghu.work.rules import EXTENSIONS, MOST_POSTPONED
from tonghu.work.terms import TERMS


def postpone(*, subject: Subject, kind: str, days: int, why: str, by: Actor, ordinal: int = 0) -> Obligation:
    """Put a last day off, counted from the day on which it would have ended; the reason stands in the trail.

    A statutory term is extended once where the law allows it, by no more than the law says (信访工作条例 Art 34);
    others by 30 days all in all.

    Args:
        days: calendar days, 1 or more; a last day that is a rest day moves on.

    Raises:
        ValidationError: no reason, too many days, extended before, or nothing of the kind is open.
    """
    if not why.strip():
        raise ValidationError({"why": _("Say in a few words why it is put off.")})
    with transaction.atomic(), explain(why.strip()):
        row = about(subject, by=by, kind=kind, ordinal=ordinal).open().select_for_update().first()
        if row is None:
            raise ValidationError(_("Nothing of this kind is open. Somebody may have ended it meanwhile."))
        _check(row, days)
        closed = closed_days([row.office_id])[row.office_id]
        end = last_day(row.moved_from or row.due, days, "days", closed)
        row.due, row.due_at, row.moved_from = end.day, None, end.moved_from
        row.assumed = row.assumed or end.assumed
        row.postponed += days
        row.climbed_to = row.climbed_on = None
        row.save(update_fields=["due", "due_at", "moved_from", "assumed", "postponed", "climbed_to", "climbed_on"])
        return row


def _check(row: Obligation, days: int) -> None:
    extension = EXTENSIONS.get(row.kind)
    if extension is not None:
        most = term_for(extension, on=row.since, office_id=row.office_id).number
        if row.postponed:
            raise ValidationError(_("It was extended before; the law allows one extension."))
    elif row.kind in TERMS and not TERMS[row.kind].own:
        raise ValidationError(_("The law allows no extension of this term."))
    else:
        most = MOST_POSTPONED - row.postponed
    if not 1 <= days <= most:
        raise ValidationError({"days": _("It can be put off by 1 to %(most)s days.") % {"most": max(most, 0)}})
