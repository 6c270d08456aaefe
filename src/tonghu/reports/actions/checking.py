"""Checking a draft (核稿), and giving it back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.access.models import Grant
from tonghu.access.rules import MAY
from tonghu.reports.models import Report
from tonghu.reports.rules import State
from tonghu.trail.actions import note
from tonghu.trail.models import Verb

from .bearings import locked


def another_checks(report: Report, by: Actor) -> bool:
    """Whether somebody else at the office must check: the drafter herself does only where she is alone."""
    if by.user.pk != report.drafted_by:
        return False
    others = Grant.objects.current().filter(office_id=report.office_id, role__in=MAY["reports.check"])
    return others.exclude(user_id=by.user.pk).filter(user__is_active=True).exists()


def check_report(*, report: Report, by: Actor) -> Report:
    """Say that the draft has been read through; it can then be signed or returned.

    Raises:
        PermissionDenied: another office's, or a role that does not check.
        ValidationError: not a draft; or its drafter, while somebody else could check it.
    """
    with transaction.atomic():
        now = locked(report, by, "reports.check", State.DRAFT)
        if another_checks(now, by):
            raise ValidationError(_("You drafted this report; please let somebody else at your office check it."))
        now.state = State.CHECKED
        now.checked_by, now.checked_name, now.checked_at = by.user.pk, by.user.name, timezone.now()
        now.save(update_fields=["state", "checked_by", "checked_name", "checked_at"])
    return now


def return_report(*, report: Report, by: Actor, why: str) -> Report:
    """Give a checked report back to be changed.

    Raises:
        PermissionDenied: another office's, or a role that neither checks nor signs.
        ValidationError: it is not checked, or no reason is given.
    """
    why = why.strip()
    if not why:
        raise ValidationError({"why": _("Please say in a few words what should be changed.")})
    with transaction.atomic():
        now = locked(report, by, "reports.check", State.CHECKED)
        now.state = State.DRAFT
        now.checked_by, now.checked_name, now.checked_at = None, "", None
        now.save(update_fields=["state", "checked_by", "checked_name", "checked_at"])
        note(
            Verb.DECIDE, table="reports_report", object_id=now.pk, label=now.title, place=now.place,
            detail={"state": State.DRAFT}, why=why,
        )  # fmt: skip
    return now
