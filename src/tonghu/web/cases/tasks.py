"""What waits in the cases for this person; what has a clock is told by the room of work."""

from __future__ import annotations

from django.db.models import OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Contact, Review
from tonghu.cases.rules.kinds import Talk
from tonghu.kit.workdays import days_left, words
from tonghu.web.frame.lines import Line, Urgency

MOST = 5
ANYTHING = (
    Review.objects.filter(decided_on=None, by_office=OuterRef("pk")),
    Contact.objects.filter(talk=Talk.NOTICE, case=None, office=OuterRef("pk")),
)


def waiting(actor: Actor) -> list[Line]:
    """Reviews that wait for her decision, signs of danger that nobody took up."""
    if not actor.may("cases.view") or actor.office is None:
        return []
    return [*_reviews(actor), *_signs(actor)]


def _reviews(actor: Actor) -> list[Line]:
    if not actor.may("cases.approve"):
        return []
    asked = Review.objects.visible_to(actor).filter(decided_on=None, by_office=actor.office)
    today = timezone.localdate()
    return [
        Line(
            tag=words(today, review.decide_by) if review.decide_by else _("review"),
            urgency=_urgency(days_left(today, review.decide_by) if review.decide_by else 0),
            text=_("%(kind)s of %(number)s waits for your decision.")
            % {"kind": review.get_kind_display(), "number": review.case.number},
            small="",
            url=reverse("web:case-step", args=[review.case_id, "decide_review"]),
            verb=_("Decide"),
        )
        for review in asked.select_related("case").order_by("decide_by", "pk")[:MOST]
    ]


def _signs(actor: Actor) -> list[Line]:
    if not actor.may("cases.handle"):
        return []
    open_signs = Contact.objects.visible_to(actor).filter(talk=Talk.NOTICE, case=None, office=actor.office)
    return [
        Line(
            tag=_("in danger"),
            urgency=Urgency.LATE,
            text=_("A sign of danger to a minor of %(day)s is in no case yet.") % {"day": one.day.isoformat()},
            small=str(one.get_channel_display()),
            url=reverse("web:contact", args=[one.pk]),
            verb=_("Take it up"),
        )
        for one in open_signs.only("day", "channel").order_by("-day", "-pk")[:MOST]
    ]


def _urgency(left: int) -> Urgency:
    return Urgency.LATE if left < 0 else Urgency.NEAR
