"""What was agreed, and which of it is still to be kept."""

from __future__ import annotations

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.cases.models import Agreement, Case, Promise
from tonghu.web.cases.sections import Section

ORDER = 30
PARTS = (Agreement,)


def section(case: Case, by: Actor) -> Section | None:
    """Agreements with their promises; two queries for any number of them."""
    promises = Prefetch("promises", queryset=Promise.objects.visible_to(by).order_by("due", "id"))
    made = list(Agreement.objects.visible_to(by).filter(case=case).prefetch_related(promises).order_by("-day", "-id"))
    if not made:
        return None
    today = timezone.localdate()
    context = {"agreements": made, "today": today, "may_handle": by.may("cases.handle")}
    return Section(_("Agreements"), "cases/parts/section_agreements.html", context, len(made), "agreements")
