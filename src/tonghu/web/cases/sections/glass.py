from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import BreakGlass, Case
from tonghu.web.cases.sections import Section

ORDER = 5
PARTS = (BreakGlass,)
"""Above everything else: who reads the case at this moment."""


def section(case: Case, by: Actor) -> Section | None:
    """Emergency openings of a confidential case: who, why, until when, and what the review said."""
    found = list(BreakGlass.objects.visible_to(by).filter(case=case).select_related("user_office"))
    if not found:
        return None
    now = timezone.now()
    lines = [
        {
            "glass": one,
            "open": one.ended_at is None and one.until > now,
            "own": one.user == by.user.pk,
            "reviews": one.reviewed_at is None and _reviews(one, case, by),
        }
        for one in found
    ]
    return Section(_("Emergency openings"), "cases/glass_section.html", {"lines": lines}, len(lines), "glass")


def _reviews(glass: BreakGlass, case: Case, by: Actor) -> bool:
    return glass.user != by.user.pk and (by.may("cases.approve") or by.user.pk in case.readers)
