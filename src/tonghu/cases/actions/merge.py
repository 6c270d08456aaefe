from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, locked, once, write_step
from tonghu.cases.models import Case, Step
from tonghu.cases.rules.states import OPEN, State
from tonghu.work.actions import ObligationDraft, oblige_all
from tonghu.work.models import Obligation

STAYING = ("task",)
"""Own clocks that go on in a joined case: what was agreed there is still to be kept."""


@once
def merge_case(
    *, case: Case, into: Case, words: str = "", by: Actor, seen: int | None = None, token: UUID | None = None
) -> Case:
    """Join a second registration of a matter to the one that is kept.

    Its people, occurrences, contacts and timeline stay its own and are shown from the kept case, so that taking
    them apart restores both exactly; only its clocks fall away.

    Raises:
        ValidationError: not the same office and confidentiality, into itself or into one that has ended, or what
            bars the step. Others as ``frame.begin``.
    """
    with transaction.atomic():
        for one in sorted((case, into), key=lambda held: held.pk):
            locked(one, by)
        case = begin(case, "merge", by=by, seen=seen)
        kept = locked(into, by)
        _check(case, kept)
        running = clocks.own_rows(case, by, but=STAYING)
        case.merged_into, case.closed_on = kept, None
        data = {"into": kept.number, "clocks": [row.pk for row in running]}
        write_step(case, "merge", by=by, words=words, data=data, about=kept, token=token)
        clocks.stop(case, by=by, but=STAYING)
        # the kept case answers for whoever is in danger in the joined one
        kept.minor, kept.danger = kept.minor or case.minor, max(kept.danger, case.danger)
        write_step(kept, "joined", by=by, data={"from": case.number}, about=case)
        return case


def _check(case: Case, kept: Case) -> None:
    if kept.pk == case.pk:
        raise ValidationError({"into": _("Please choose another case.")})
    if kept.state not in OPEN:
        raise ValidationError({"into": _("That case has ended. Reopen it first.")})
    if kept.office_id != case.office_id:
        raise ValidationError({"into": _("Another office handles that case. Transfer one of the two first.")})
    if (kept.level, kept.level and sorted(kept.readers)) != (case.level, case.level and sorted(case.readers)):
        raise ValidationError({"into": _("The two differ in confidentiality. Make it the same first.")})
    if case.joined.exists():
        raise ValidationError(_("Other cases are joined to this one: join it the other way round."))


@once
def unmerge_case(*, case: Case, words: str = "", by: Actor, seen: int | None = None, token: UUID | None = None) -> Case:
    """Take a joined case apart again: its state and its clocks with their last days are what they were.

    Raises as ``frame.begin``.
    """
    with transaction.atomic():
        case = begin(case, "unmerge", by=by, seen=seen)
        joined = Step.objects.filter(case=case, verb="merge").order_by("-pk").first()
        # the kept case may have moved to an office whose cases are not open to her
        kept, case.merged_into = Case.objects.visible_to(by).filter(pk=case.merged_into_id or 0).first(), None
        before = State(joined.start) if joined else State.HANDLING
        write_step(case, "unmerge", by=by, words=words, token=token, to=before)
        if joined:
            _run_again(case, joined.data.get("clocks", []), by)
        if kept is not None:
            write_step(locked(kept, by), "parted", by=by, data={"from": case.number}, about=case)
        return case


def _run_again(case: Case, rows: list[int], by: Actor) -> None:
    ended = Obligation.objects.visible_to(by).filter(pk__in=rows).select_related("office", "term")
    again = [
        ObligationDraft(
            subject=clocks.subject_of(case),
            office=case.office,
            kind=row.kind,
            label=row.label,
            since=row.since,
            term=row.term,
            due=row.due_at or row.due,
            assigned=row.assigned_id,
            level=case.level,
            readers=tuple(case.readers),
            ordinal=-row.pk,
        )
        for row in ended
    ]
    oblige_all(drafts=again, by=by)
