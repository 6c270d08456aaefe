from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.kit.scope import Confidentiality
from tonghu.places.models import Office
from tonghu.work.clocks import Terms, closed_days, deadline_of
from tonghu.work.drafts import ObligationDraft, Subject
from tonghu.work.models import Obligation, Term
from tonghu.work.terms import TERMS

BATCH = 500


def oblige(
    *,
    subject: Subject,
    office: Office,
    kind: str,
    since: date,
    by: Actor,
    label: str = "",
    term: Term | None = None,
    due: date | None = None,
    assigned: int | None = None,
    level: int = Confidentiality.ORDINARY,
    readers: Sequence[int] = (),
    ordinal: int = 0,
) -> Obligation:
    """Start a clock or a task on a record; asked again for the same kind and ordinal, the first stays as it is.

    The arguments are those of :class:`~tonghu.work.drafts.ObligationDraft`; raises as :func:`oblige_all`.
    """
    draft = ObligationDraft(subject, office, kind, since, label, term, due, assigned, level, readers, ordinal)
    return oblige_all(drafts=[draft], by=by)[0]


def oblige_all(*, drafts: Sequence[ObligationDraft], by: Actor) -> list[Obligation]:
    """Start several, all or none, in their order; statements grow with hundreds of them, not with each.

    The desk's own action has asked for the permission; the wall holds here as everywhere.

    Raises:
        PermissionDenied: an office outside the actor's scope.
        ValidationError: neither a term nor a last day is known, or the last day lies before the first.
    """
    if not drafts:
        return []
    with transaction.atomic():
        terms = Terms(draft.kind for draft in drafts)
        closed = closed_days({draft.office.pk for draft in drafts})
        rows = [_row(draft, terms, closed[draft.office.pk], by) for draft in drafts]
        Obligation.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
        found = _standing(drafts, by)
    return [found[_key(draft)] for draft in drafts]


def _key(draft: ObligationDraft) -> tuple[str, int, str, int]:
    return draft.subject.table, draft.subject.id, draft.kind, draft.ordinal


def _standing(drafts: Sequence[ObligationDraft], by: Actor) -> dict[tuple[str, int, str, int], Obligation]:
    by_table: dict[str, set[int]] = {}
    for draft in drafts:
        by_table.setdefault(draft.subject.table, set()).add(draft.subject.id)
    about = Q(pk__in=())
    for table, ids in by_table.items():
        about |= Q(subject_table=table, subject_id__in=ids)
    rows = Obligation.objects.visible_to(by).filter(about).select_related("term")
    found = {(row.subject_table, row.subject_id, row.kind, row.ordinal): row for row in rows}
    if any(_key(draft) not in found for draft in drafts):
        raise PermissionDenied(_("This record is not open to you. Nothing was saved."))
    return found


def _row(draft: ObligationDraft, terms: Terms, closed: frozenset[date], by: Actor) -> Obligation:
    if not by.scope.holds(draft.office.place_id):
        raise PermissionDenied(_("This place lies outside the area of your office. Nothing was saved."))
    row = Obligation(
        place=draft.office.place_id,
        office=draft.office,
        kind=draft.kind,
        label=draft.label,
        subject_table=draft.subject.table,
        subject_id=draft.subject.id,
        subject_label=draft.subject.label,
        ordinal=draft.ordinal,
        assigned_id=draft.assigned,
        level=draft.level,
        readers=list(draft.readers),
        since=day_of(draft.since),
    )
    _set_end(row, draft, terms, closed)
    if row.due < row.since:
        raise ValidationError({"due": _("The last day lies before the first.")})
    return row


def _set_end(row: Obligation, draft: ObligationDraft, terms: Terms, closed: frozenset[date]) -> None:
    if draft.due is not None:
        row.due = day_of(draft.due)
        row.due_at = draft.due if isinstance(draft.due, datetime) else None
        return
    term = draft.term
    if term is None and draft.kind in TERMS:
        term = terms.get(draft.kind, on=row.since, office_id=draft.office.pk)
    if term is None:
        raise ValidationError({"due": _("Say by which day it is to be done.")})
    end = deadline_of(term, since=draft.since, closed=closed)
    row.term, row.due, row.due_at, row.moved_from, row.assumed = term, end.day, end.at, end.moved_from, end.assumed


def day_of(moment: date) -> date:
    """The day of a moment in the house's time zone; a day is itself."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
