"""What waits of letters and transfers, on the desk of each side."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tonghu.access.actor import Actor
from tonghu.cases.models import Letter, Transfer
from tonghu.cases.queries.letters import FRESH, came_back, inbox, waits_for_override
from tonghu.cases.queries.transfers import waiting_for
from tonghu.cases.rules.steps import LETTERS_OPEN, LetterState, TransferKind, TransferState
from tonghu.web.frame.lines import Line, Urgency

MOST = 5
ANYTHING = (
    Letter.objects.filter(to_office=OuterRef("pk"), state__in=LETTERS_OPEN),
    Letter.objects.filter(case__office=OuterRef("pk"), state=LetterState.DRAFT),
    # a day and more of grace: the database's clock is not that of the office
    Letter.objects.filter(case__office=OuterRef("pk"), ended_on__gte=Now() - timedelta(days=FRESH + 2)),
    Transfer.objects.filter(Q(to_office=OuterRef("pk")) | Q(from_office=OuterRef("pk")), state=TransferState.OFFERED),
)


def waiting(actor: Actor) -> list[Line]:
    """Letters to answer, for a liaison; answers that came back, offers and overrides, for the federation."""
    found: list[Line] = []
    today = timezone.localdate()
    if actor.may("referrals.answer"):
        found += [_to_answer(one, today) for one in inbox(actor).filter(state__in=LETTERS_OPEN)[:MOST]]
    if actor.may("cases.view") and actor.office is not None:
        found += [_offer(one) for one in waiting_for(actor)[:MOST]]
        found += [_back(one) for one in came_back(actor)[:MOST]]
    if actor.may("cases.override") and actor.office is not None:
        found += [_override(one) for one in waits_for_override(actor)[:MOST]]
    return found


def _to_answer(letter: Letter, today: date) -> Line:
    tag, urgency = _left(letter.answer_by, today)
    return Line(
        tag=tag,
        urgency=urgency,
        text=_("Letter %(code)s of %(office)s waits for your answer.")
        % {"code": letter.code, "office": letter.from_office.called},
        small="",
        url=reverse("web:letter", args=[letter.code]),
        verb=_("Read it"),
    )


def _left(due: date | None, today: date) -> tuple[str, Urgency]:
    if due is None:
        return _("letter"), Urgency.NEAR
    days = (due - today).days
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}, Urgency.LATE
    urgency = Urgency.NEAR if days <= 3 else Urgency.PLAIN
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}, urgency


def _offer(offer: Transfer) -> Line:
    asked = offer.kind == TransferKind.REQUEST
    said = _("%(office)s asks for case %(number)s.") if asked else _("%(office)s offers case %(number)s.")
    office = offer.to_office if asked else offer.from_office
    return Line(
        tag=_("transfer"),
        urgency=Urgency.NEAR,
        text=said % {"office": office.called, "number": offer.case_number},
        small="",
        url=reverse("web:transfers"),
        verb=_("Answer it"),
    )


def _back(letter: Letter) -> Line:
    returned = letter.state == LetterState.RETURNED
    said = (
        _("%(body)s sent a letter of case %(number)s back.")
        if returned
        else _("%(body)s answered a letter of case %(number)s.")
    )
    return Line(
        tag=_("came back"),
        urgency=Urgency.NEAR if returned else Urgency.OK,
        text=said % {"body": letter.to_name, "number": letter.case.number},
        small="",
        url=reverse("web:case-letter", args=[letter.case_id, letter.pk]),
        verb=_("Read it"),
    )


def _override(letter: Letter) -> Line:
    return Line(
        tag=_("to decide"),
        urgency=Urgency.NEAR,
        text=_("A letter of case %(number)s would disclose something without consent.")
        % {"number": letter.case.number},
        small="",
        url=reverse("web:case-letter", args=[letter.case_id, letter.pk]),
        verb=_("Look at it"),
    )
