"""What the bars of verbs ask of a case, in one statement."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from tonghu.cases.models import (
    Agreement,
    Assessment,
    Case,
    Goal,
    GoalState,
    Letter,
    Promise,
    Review,
    SafetyPlan,
    Track,
    Transfer,
)
from tonghu.cases.rules.kinds import CRIMES
from tonghu.cases.rules.states import Facts, State
from tonghu.cases.rules.steps import LETTERS_OPEN, LetterKind, TrackState, TransferState
from tonghu.cases.rules.ways import TIMED
from tonghu.kit.prepared import ARGUMENT, Prepared
from tonghu.kit.scope import Confidentiality
from tonghu.work.queries import due_of


def facts_of(case: Case, *, today: date | None = None) -> Facts:
    """The facts of a case as it stands in the database; ``case`` itself is not read again.

    Args:
        today: the day the review terms are judged by; the present day where None.

    Raises:
        Case.DoesNotExist: the case is outside the scope.
    """
    day = today or timezone.localdate()
    found = _ASKED.get(case.pk)
    if found is None:
        raise Case.DoesNotExist
    return Facts(
        state=State(case.state),
        classed=case.classed,
        way=case.way,
        minor=case.minor,
        danger=case.danger,
        grave=bool(case.situations) or bool(CRIMES.intersection(case.kinds)),
        extended=case.extended_days is not None,
        told=case.told_on is not None,
        in_review_time=in_review_time(case, found["reviews"], day),
        sealed=case.level == Confidentiality.SEALED,
        restricted=case.level == Confidentiality.RESTRICTED,
        **found,
    )


def in_review_time(case: Case, reviews: int, today: date) -> bool:
    """Whether a review (or, after one, a re-review) can still be asked for (信访工作条例 Arts 35, 36).

    The 30 days run from the closing of the case, or from the decision on the review, as the obligation of the
    petitioner's term says; without one nothing bars it.
    """
    if case.state != State.CLOSED or case.way != TIMED:
        return False
    due = due_of(table="cases_case", pk=case.pk, kind="petition.rereview_ask" if reviews else "petition.review_ask")
    return due is None or today <= due


def _many(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(case=OuterRef("pk")).order_by().values("case").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _any(rows: QuerySet[Any]) -> Exists:
    return Exists(rows.filter(case=OuterRef("pk")))


_COUNTS: dict[str, Any] = {
    "reported": _any(Letter.objects.filter(kind=LetterKind.HARM_REPORT, sent_on__isnull=False)),
    "assessed": _any(Assessment.objects.all()),
    "goals": _many(Goal.objects.all()),
    "goals_open": _many(Goal.objects.filter(state=GoalState.OPEN)),
    "promises_open": _many(Promise.objects.filter(kept_on=None, waived_on=None)),
    "referrals_open": _many(Letter.objects.filter(state__in=LETTERS_OPEN)),
    "transfers_open": _many(Transfer.objects.filter(state=TransferState.OFFERED)),
    "tracks_open": _many(Track.objects.filter(state=TrackState.UNDER_WAY)),
    "safety_plan": _any(SafetyPlan.objects.filter(ended_on=None)),
    "reviews": _many(Review.objects.all()),
    "review_open": _any(Review.objects.filter(decided_on=None)),
    "mediated": _any(Agreement.objects.all()),
}

_ASKED = Prepared("case_facts", lambda: Case.objects.filter(pk=ARGUMENT).values(**_COUNTS))
