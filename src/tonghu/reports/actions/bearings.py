"""What every action on a report asks first: whose it is, and whether its state allows the step."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.places.models import Office
from tonghu.reports.living import KNOWN
from tonghu.reports.models import Report
from tonghu.reports.rules import State
from tonghu.reports.text import Line, TextRefused, parse

LONGEST_LINE = 120


def own_office(office: Office, by: Actor, what: str) -> None:
    """Raises PermissionDenied where the office is not the one acted for, or the role does not include it."""
    by.must(what)
    if by.office is None or by.office.pk != office.pk:
        raise PermissionDenied(_("This belongs to another office; you can read it, and its own people change it."))


def locked(report: Report, by: Actor, what: str, *states: State) -> Report:
    """The report as it is now, held until the transaction ends.

    Raises:
        PermissionDenied: it is another office's, or the role does not include the step.
        ValidationError: its state does not allow the step; the sentence says who was there first.
    """
    now = Report.objects.visible_to(by).select_for_update().filter(pk=report.pk).first()
    if now is None:
        raise ValidationError(_("This report is no longer there. Nothing was changed."))
    now.office = report.office
    own_office(now.office, by, what)
    if now.state not in states:
        raise ValidationError(_elsewhere(now))
    return now


def _elsewhere(report: Report) -> str:
    if report.state == State.SIGNED:
        return _("%(name)s signed this report already. Nothing was changed; to change it, revise it.") % {
            "name": report.signed_name
        }
    if report.state == State.REPLACED:
        return _("A later version has replaced this report. Nothing was changed.")
    if report.state == State.CHECKED:
        return _("%(name)s has checked this report. Return it to draft before changing it.") % {
            "name": report.checked_name
        }
    return _("This report is a draft. It must be checked before it is signed.")


def read(body: str) -> list[Line]:
    """The section's lines. Raises ValidationError with every sentence where the text is refused."""
    try:
        return parse(body, KNOWN)
    except TextRefused as refused:
        raise ValidationError({"body": refused.sentences}) from refused


def read_line(text: str, field: str) -> str:
    """A title, heading or addressee: one line of words with, at most, office and period in it.

    Raises ValidationError beside the field where it holds anything else.
    """
    text = " ".join(text.split())
    if len(text) > LONGEST_LINE:
        raise ValidationError({field: _("At most %(most)d characters, please.") % {"most": LONGEST_LINE}})
    try:
        parse(text, {})
    except TextRefused as refused:
        raise ValidationError({field: refused.sentences}) from refused
    return text
