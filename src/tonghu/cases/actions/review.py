from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.actions import clocks
from tonghu.cases.actions.accept import not_before
from tonghu.cases.actions.frame import begin, once, write_step
from tonghu.cases.actions.reopen import set_going
from tonghu.cases.models import Case, Review, ReviewResult
from tonghu.cases.queries.readers import superior_of
from tonghu.cases.rules.steps import ReviewKind

CLOCK = {ReviewKind.REVIEW: "petition.review", ReviewKind.REREVIEW: "petition.rereview"}
MOST_HEARING = 365


@once
def ask_review(
    *,
    case: Case,
    asked_on: date | None = None,
    words: str = "",
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Note that the petitioner asked for a review, or after one for a re-review (信访工作条例 Arts 35, 36).

    The superior office decides within thirty days; the handling office owes that it happens.

    Raises:
        ValidationError: a day before the closing, or what bars the step. Others as ``frame.begin``.
    """
    with transaction.atomic():
        case = begin(case, "ask_review", by=by, seen=seen)
        on = asked_on or clocks.today()
        not_before(case, on, "asked_on")
        last = Review.objects.filter(case=case).order_by("-id").select_related("by_office__place").first()
        kind = ReviewKind.REREVIEW if last else ReviewKind.REVIEW
        made = Review.objects.create(
            case=case, place=case.place, kind=kind, asked_on=on,
            by_office=superior_of(last.by_office if last else case.office),
            entered_by=by.user.pk, entered_name=by.user.name,
        )  # fmt: skip
        write_step(case, "ask_review", by=by, day=on, words=words, data={"kind": kind}, about=made, token=token)
        clock = clocks.start(case, CLOCK[kind], since=on, ordinal=made.pk, by=by)
        made.decide_by = clock.due
        made.save(update_fields=["decide_by"])
        return case


@once
def decide_review(
    *,
    case: Case,
    result: str,
    words: str,
    decided_on: date | None = None,
    hearing_days: int = 0,
    by: Actor,
    seen: int | None = None,
    token: UUID | None = None,
) -> Case:
    """Decide the review that was asked for. A leader of the deciding office does, or one of the handling office
    writes down what it decided on paper. Where it is to be handled again, the case is reopened.

    Args:
        result: a value of ``ReviewResult``; hearing_days: calendar days of a hearing, which are not counted.

    Raises:
        ValidationError: by field, or what bars the step. Others as ``frame.begin``.
    """
    if result not in ReviewResult.values:
        raise ValidationError({"result": _("Please choose the decision.")})
    if not words.strip():
        raise ValidationError({"words": _("Please give the reasons of the decision.")})
    if not 0 <= hearing_days <= MOST_HEARING:
        raise ValidationError({"hearing_days": _("A hearing takes 0 to 365 days.")})
    with transaction.atomic():
        case = begin(case, "decide_review", by=by, seen=seen)
        review = Review.objects.select_for_update().get(case=case, decided_on=None)
        on = decided_on or clocks.today()
        if on < review.asked_on + timedelta(days=hearing_days):
            raise ValidationError({"decided_on": _("This day lies before the review was asked for or heard.")})
        _end_clock(case, review, hearing_days, on, by)
        review.decided_on, review.result, review.words = on, result, words.strip()
        review.hearing_days = hearing_days
        review.save(update_fields=["decided_on", "result", "words", "hearing_days", "decide_by"])
        paper = by.office is None or by.office.pk != review.by_office_id
        data = {"kind": review.kind, "result": result, "on_paper": paper}
        step = write_step(case, "decide_review", by=by, day=on, words=words, data=data, about=review, token=token)
        if result == ReviewResult.AGAIN:
            set_going(case, by=by, day=on, words="", data={"review": review.pk})
        elif review.kind == ReviewKind.REVIEW:
            clocks.record(case, "petition.rereview_ask", since=on, ordinal=step.pk, by=by)
        return case


def _end_clock(case: Case, review: Review, hearing_days: int, on: date, by: Actor) -> None:
    kind = CLOCK[ReviewKind(review.kind)]
    if hearing_days and review.decide_by:
        # the days of the hearing are not counted: the term ends by so many days later
        clocks.let_go(case, kind, by=by, why=_("A hearing was held."))
        review.decide_by += timedelta(days=hearing_days)
        clocks.start(case, kind, since=review.asked_on, due=review.decide_by, ordinal=-review.pk, by=by)
    clocks.end(case, kind, by=by, on=on)
