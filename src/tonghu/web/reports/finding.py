"""The report or section of an address, inside the actor's scope or not at all."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.reports.models import Report, Section
from tonghu.web.base import visible_or_404


def report_or_404(actor: Actor, pk: int) -> Report:
    """One report with its office and place. Raises Http404 outside the scope."""
    found: Report = visible_or_404(Report.objects.select_related("office__place", "revises"), actor, pk)
    return found


def section_or_404(actor: Actor, pk: int, section_pk: int) -> Section:
    """One section of one report. Raises Http404 where it is another report's."""
    found = Section.objects.visible_to(actor).filter(pk=section_pk, report_id=pk).first()
    if found is None:
        raise Http404
    found.report = report_or_404(actor, pk)
    return found


def is_own(report: Report, actor: Actor) -> bool:
    """Whether it is a report of the office acted for."""
    return actor.office is not None and actor.office.pk == report.office_id


def own_or_403(report: Report, actor: Actor) -> Report:
    """The report, where it is one of the office acted for. Raises PermissionDenied where it is another's."""
    if not is_own(report, actor):
        raise PermissionDenied(_("This belongs to another office; you can read it, and its own people change it."))
    return report
