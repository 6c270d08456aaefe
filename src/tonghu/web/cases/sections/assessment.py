"""How great the danger is, and what was answered."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Assessment, Case
from tonghu.cases.rules.plans import need_label
from tonghu.web.cases.sections import Section

ORDER = 10
PARTS = (Assessment,)


def section(case: Case, by: Actor) -> Section | None:
    """The last assessment, and those before it; nothing where none was made."""
    made = list(Assessment.objects.visible_to(by).filter(case=case).order_by("-day", "-id"))
    if not made:
        return None
    last = made[0]
    context = {"last": last, "earlier": made[1:], "needs": [need_label(one) for one in last.needs]}
    return Section(_("Need and danger"), "cases/parts/section_assessment.html", context, len(made), "assessment")
