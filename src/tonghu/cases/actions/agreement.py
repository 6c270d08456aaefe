"""What a meeting agreed: sums, acts, dates; the case stays open until each is kept or given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.frame import begin, locked, sent_before, write_step
from tonghu.cases.actions.parts import come, held, owed
from tonghu.cases.models import Agreement, Case, Promise, Step
from tonghu.cases.queries.facts import facts_of
from tonghu.cases.rules.plans import MOST_PROMISES
from tonghu.kit.text import tidy
from tonghu.work.actions import ObligationDraft, discharge, drop, oblige_all
from tonghu.work.clocks import deadline

PROMISE_DUE = gettext_noop("See that what was agreed is kept")
CONFIRM = "mediation.confirm"


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """One thing agreed: what, by when, and the sum in yuan (None where it is no money)."""

    words: str
    due: date
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementDraft:
    """What was agreed.

    Attributes:
        words: the agreement; present: who was there; authority: the responsible body; venue: where.
        committee: by a people's mediation committee: only then a court can be asked to confirm it.
        side_matter: in a case of a crime or of the nine situations: it settles nothing of these.
    """

    words: str
    day: date | None = None
    present: str = ""
    authority: str = ""
    venue: str = ""
    committee: bool = False
    side_matter: bool = False
    promises: Sequence[PromiseDraft] = ()


def agree(*, case: Case, draft: AgreementDraft, by: Actor, token: UUID | None = None, seen: int | None = None) -> Step:
    """Record an agreement and start a clock for each promise.

    Court confirmation can be asked for jointly within 30 days, of a committee's agreement only (人民调解法 Art 33).

    Raises:
        ValidationError: no words, a promise without words or day, too many; in a grave case, not said to be a side
            matter. PermissionDenied, Overtaken, Case.DoesNotExist: as ``frame.begin``.
    """
    with transaction.atomic():
        locked(case, by)
        if (step := sent_before(token, by)) is not None:
            return step
        current = begin(case, "agreement", by=by, seen=seen)
        _check(draft, grave=facts_of(current).grave)
        on = come(draft.day)
        confirm_by = deadline(CONFIRM, since=on, office_id=current.office_id).day if draft.committee else None
        made = Agreement.objects.create(
            case=current,
            place=current.place,
            day=on,
            venue=tidy(draft.venue),
            present=draft.present.strip(),
            authority=tidy(draft.authority),
            words=draft.words.strip(),
            committee=draft.committee,
            confirm_by=confirm_by,
            entered_by=by.user.pk,
            entered_name=by.user.name,
        )
        data = {"promises": len(draft.promises), "committee": draft.committee, "side_matter": draft.side_matter}
        step = write_step(current, "agreement", by=by, day=on, data=data, about=made, token=token)
        promises = [_promise(made, one, by) for one in draft.promises]
        drafts = [_clock(current, one, since=on) for one in promises]
        if draft.committee:
            drafts.append(clocks.draft(current, CONFIRM, since=on, ordinal=made.pk))
        oblige_all(drafts=drafts, by=by)
    return step


def keep_promise(*, promise: Promise, by: Actor, day: date | None = None, words: str = "") -> Promise:
    """Something agreed was kept.

    Raises:
        ValidationError: ended before (the sentence says how), or a wrong day.
        PermissionDenied, Case.DoesNotExist: as ``parts.held``.
    """
    with transaction.atomic():
        case, current = _open(promise, by)
        _kept(case, current, day, words, by)
        write_step(case, "promise_kept", by=by, day=current.kept_on, words=words, about=current)
    return current


def keep_partly(
    *, promise: Promise, rest_by: date, by: Actor, amount: Decimal | None = None, day: date | None = None,
    words: str = "",
) -> Promise:  # fmt: skip
    """A part was kept: what is left becomes a promise of its own with a new day; both sums make up the first.

    Args:
        amount: what was paid, more than 0 and less than the sum agreed; None where it is no money.
        rest_by: the day for what is left.

    Returns:
        The promise of what is left.

    Raises:
        ValidationError: as :func:`keep_promise`, or an amount that is no part of the sum.
    """
    with transaction.atomic():
        case, current = _open(promise, by)
        rest = None
        if current.amount is not None:
            if amount is None or not 0 < amount < current.amount:
                raise ValidationError(
                    {"amount": _("Enter what was paid: more than 0 and less than %(sum)s.") % {"sum": current.amount}}
                )
            rest, current.amount = current.amount - amount, amount
        elif not tidy(words):
            raise ValidationError({"words": _("Say what was kept and what is left.")})
        on = _kept(case, current, day, words, by)
        if rest_by < on:
            raise ValidationError({"rest_by": _("This lies before the day on which a part was kept.")})
        left = _promise(current.agreement, PromiseDraft(current.words, rest_by, rest), by)
        write_step(case, "promise_partly", by=by, day=on, words=words, about=current)
        oblige_all(drafts=[_clock(case, left, since=on)], by=by)
    return left


def waive_promise(*, promise: Promise, why: str, by: Actor, day: date | None = None) -> Promise:
    """Those it was promised to give it up, or it can no longer be kept; the reason stays.

    Raises:
        ValidationError: no reason, ended before, or a wrong day.
        PermissionDenied, Case.DoesNotExist: as ``parts.held``.
    """
    with transaction.atomic():
        case, current = _open(promise, by)
        if not tidy(why):
            raise ValidationError({"why": _("Say why it is given up, and who agrees.")})
        current.waived_on, current.why = come(day, since=current.agreement.day), why.strip()
        current.save(update_fields=["waived_on", "why"])
        write_step(case, "promise_waived", by=by, day=current.waived_on, words=why, about=current)
        drop(subject=clocks.subject_of(case), kind="task.agreement", ordinal=current.pk, by=by, why="")
    return current


def confirm_agreement(*, agreement: Agreement, by: Actor, day: date | None = None) -> Agreement:
    """The court has confirmed a committee's agreement.

    Raises:
        ValidationError: not by a committee, confirmed before, or a wrong day.
        PermissionDenied, Case.DoesNotExist: as ``parts.held``.
    """
    with transaction.atomic():
        case, current = _confirmable(agreement, by)
        current.confirmed_on = come(day, since=current.day)
        current.save(update_fields=["confirmed_on"])
        write_step(case, "agreement_confirmed", by=by, day=current.confirmed_on, about=current)
        discharge(subject=clocks.subject_of(case), kind=CONFIRM, ordinal=current.pk, by=by, on=current.confirmed_on)
    return current


def leave_unconfirmed(*, agreement: Agreement, why: str, by: Actor) -> Agreement:
    """The parties do not ask the court; the clock ends, the agreement stays as it is.

    Raises:
        ValidationError: no reason, not by a committee, confirmed before.
        PermissionDenied, Case.DoesNotExist: as ``parts.held``.
    """
    with transaction.atomic():
        case, current = _confirmable(agreement, by)
        if not tidy(why):
            raise ValidationError({"why": _("Say why the court is not asked.")})
        write_step(case, "agreement_unconfirmed", by=by, words=why, about=current)
        drop(subject=clocks.subject_of(case), kind=CONFIRM, ordinal=current.pk, by=by, why="")
    return current


def _check(draft: AgreementDraft, *, grave: bool) -> None:
    if not tidy(draft.words):
        raise ValidationError({"words": _("Write down what was agreed.")})
    if grave and not draft.side_matter:
        raise ValidationError(
            {
                "side_matter": _(
                    "A crime or one of the nine situations is never settled by mediation. Say that this agreement is "
                    "about a side matter only, such as support or costs; the case itself goes its own way."
                )
            }
        )
    if len(draft.promises) > MOST_PROMISES:
        raise ValidationError(_("An agreement holds at most %(most)s promises.") % {"most": MOST_PROMISES})
    for one in draft.promises:
        if not tidy(one.words):
            raise ValidationError(_("Say of each promise what was promised."))
        if draft.day is not None and one.due < draft.day:
            raise ValidationError(_("A promise cannot be due before the day of the agreement."))


def _promise(agreement: Agreement, draft: PromiseDraft, by: Actor) -> Promise:
    return Promise.objects.create(
        case_id=agreement.case_id,
        place=agreement.place,
        agreement=agreement,
        words=draft.words.strip(),
        amount=draft.amount,
        due=draft.due,
        entered_by=by.user.pk,
        entered_name=by.user.name,
    )


def _clock(case: Case, promise: Promise, *, since: date) -> ObligationDraft:
    return owed(
        case, "task.agreement", label=PROMISE_DUE, since=min(since, promise.due), due=promise.due, ordinal=promise.pk
    )


def _open(promise: Promise, by: Actor) -> tuple[Case, Promise]:
    case = held(promise.case, by)
    rows = Promise.objects.visible_to(by).select_related("agreement").select_for_update(of=("self",))
    current = rows.get(pk=promise.pk)
    if current.kept_on or current.waived_on:
        ended = _("kept on %(day)s") if current.kept_on else _("given up on %(day)s")
        raise ValidationError(ended % {"day": current.kept_on or current.waived_on})
    return case, current


def _kept(case: Case, promise: Promise, day: date | None, words: str, by: Actor) -> date:
    promise.kept_on = on = come(day, since=promise.agreement.day)
    promise.why = words.strip()
    promise.save(update_fields=["kept_on", "why", "amount"])
    discharge(subject=clocks.subject_of(case), kind="task.agreement", ordinal=promise.pk, by=by, on=on)
    return on


def _confirmable(agreement: Agreement, by: Actor) -> tuple[Case, Agreement]:
    case = held(agreement.case, by)
    current = Agreement.objects.visible_to(by).select_for_update(of=("self",)).get(pk=agreement.pk)
    if not current.committee:
        raise ValidationError(_("A court confirms agreements of people's mediation committees only."))
    if current.confirmed_on:
        raise ValidationError(_("The court confirmed it on %(day)s.") % {"day": current.confirmed_on})
    return case, current
