"""Letters of a case as the office sees them, and letters to a body as its liaison does."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone

from tonghu.access.actor import Actor
from tonghu.access.models import Grant
from tonghu.access.rules import Role
from tonghu.cases.models import Case, Letter
from tonghu.cases.models.letter import LetterQuerySet
from tonghu.cases.rules.disclosing import IMPERSONAL
from tonghu.cases.rules.steps import LETTER_STEPS, LETTERS_OPEN, LetterState
from tonghu.places.models import Office
from tonghu.places.rules import LISTED_ONLY, OfficeKind

FRESH = 14
"""Days for which an answer that came back stands on the desk."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what was disclosed; ``sort`` is the field's name."""

    sort: str
    heading: str
    label: str
    value: str


def told(letter: Letter) -> list[Told]:
    """What the other body reads of the case, line by line; nothing before it is sent."""
    return [Told(**one) for one in json.loads(letter.disclosed)] if letter.disclosed else []


def letters_of(case: Case, by: Actor) -> LetterQuerySet:
    """Every letter of a case, the newest first."""
    return Letter.objects.visible_to(by).filter(case=case).select_related("to_office").order_by("-id")


def inbox(by: Actor) -> LetterQuerySet:
    """Letters to the account of the liaison's office: what waits first, by its last day."""
    waiting_first = F("ended_on").desc(nulls_first=True)
    found = Letter.objects.addressed_to(by).select_related("from_office")
    return found.order_by(waiting_first, "answer_by", "-id")


def came_back(by: Actor, *, today: date | None = None) -> LetterQuerySet:
    """Answers and returns of the last days to letters of the acting office's own cases."""
    since = (today or timezone.localdate()).toordinal() - FRESH
    return (
        Letter.objects.visible_to(by)
        .filter(
            case__office=by.office,
            state__in=(LetterState.ANSWERED, LetterState.RETURNED),
            ended_on__gte=date.fromordinal(since),
        )
        .select_related("case")
        .order_by("-ended_on", "-id")
    )


def waits_for_override(by: Actor) -> LetterQuerySet:
    """Drafts that disclose something personal without consent, on which a leader decides."""
    return (
        Letter.objects.visible_to(by)
        .filter(case__office=by.office, state=LetterState.DRAFT, consent="")
        .exclude(fields__contained_by=IMPERSONAL)
        .select_related("case")
        .order_by("id")
    )


def allowed(letter: Letter, *, today: date | None = None) -> list[str]:
    """The steps of a letter that can be done now, in their order.

    Urging is offered when the answer is late, supervision when the urging is (妇女权益保障法 Art 73,
    未成年人保护法 Art 11(3)).
    """
    day = today or timezone.localdate()
    found = [step for step, (start, _to) in LETTER_STEPS.items() if letter.state in start]
    if letter.urged_on is not None or letter.answer_by is None or letter.answer_by >= day:
        found = [step for step in found if step != "urge"]
    if letter.urged_on is None or letter.supervised_on is not None:
        found = [step for step in found if step != "supervise"]
    return found


def needs_override(letter: Letter) -> bool:
    """Whether a draft discloses something personal on which nobody has agreed and no leader decided."""
    return letter.state == LetterState.DRAFT and letter.consent == "" and not set(letter.fields) <= set(IMPERSONAL)


def bodies(case: Case) -> Sequence[Office]:
    """Offices of other bodies that a letter of this case may go to: those of its county and city."""
    place = case.place
    spans = {place // 10**6 * 10**6, place // 10**8 * 10**8}
    return list(
        Office.objects.open_on(timezone.localdate())
        .filter(place_id__in=spans)
        .exclude(kind__in=(OfficeKind.FEDERATION, *LISTED_ONLY))
        .order_by("-place_id", "kind", "id")
    )


def has_account(office: Office) -> bool:
    """Whether somebody answers for an office with an account of her own."""
    return Grant.objects.current().filter(office=office, role=Role.AGENCY, user__is_active=True).exists()


def is_open(letter: Letter) -> bool:
    """Whether a letter went out and its answer is still to come."""
    return letter.state in LETTERS_OPEN
