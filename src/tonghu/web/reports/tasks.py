"""What waits at the acting office: drafts to check, reports to sign, signed ones whose records changed."""

from __future__ import annotations

from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.reports.models import Report
from tonghu.reports.queries import signed_and_touched
from tonghu.reports.rules import State
from tonghu.web.frame.lines import Line, Urgency

MOST = 5
ANYTHING = (Report.objects.filter(office=OuterRef("pk"), state__in=[State.DRAFT, State.CHECKED, State.SIGNED]),)


def waiting(actor: Actor) -> list[Line]:
    """One line a report, at most five of each sort."""
    if actor.office is None or not actor.may("reports.draft"):
        return []
    running = Report.objects.visible_to(actor).filter(office=actor.office, state__in=[State.DRAFT, State.CHECKED])
    found = [_running(one, actor) for one in running.order_by("end", "pk")[: MOST * 2]]
    return [*found, *(_touched(one) for one in signed_and_touched(actor)[:MOST])]


def _running(one: Report, actor: Actor) -> Line:
    page = reverse("web:report", args=[one.pk])
    if one.state == State.CHECKED and actor.may("reports.sign"):
        small, url = _("Checked by %(name)s.") % {"name": one.checked_name}, reverse("web:report-sign", args=[one.pk])
        return Line(_("To sign"), Urgency.NEAR, one.title, small, url, verb=_("Sign"))
    if one.state == State.CHECKED:
        return Line(_("Checked"), Urgency.PLAIN, one.title, _("It waits for the signature."), page, verb=_("Open"))
    if one.drafted_by != actor.user.pk:
        small = _("Drafted by %(name)s.") % {"name": one.drafted_name}
        return Line(_("To check"), Urgency.NEAR, one.title, small, page, verb=_("Read and check"))
    small = _("You drafted it; it is not checked yet.")
    return Line(_("Draft"), Urgency.PLAIN, one.title, small, page, verb=_("Write on"))


def _touched(one: Report) -> Line:
    text = _("Records behind “%(title)s” were changed after it was signed.") % {"title": one.title}
    small = _("Signed by %(name)s. Its figures stay as they were signed.") % {"name": one.signed_name}
    url = reverse("web:report-changes", args=[one.pk])
    return Line(_("Changed since"), Urgency.NEAR, text, small, url, verb=_("See"))
