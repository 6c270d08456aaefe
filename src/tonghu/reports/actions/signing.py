"""Signing (签发): in one transaction the report is counted once more, frozen, hashed and closed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.figures.catalogue import ALL
from tonghu.figures.figure import Count, Distinct, Stock, Sum
from tonghu.reports.composed import Composed, compose
from tonghu.reports.frozen import Contribution, freeze, records_now
from tonghu.reports.models import Report
from tonghu.reports.rules import State
from tonghu.reports.values import Shown
from tonghu.trail.actions import note, seal
from tonghu.trail.models import Verb

from .bearings import locked

ATTEMPTS = 3


def sign_report(*, report: Report, by: Actor, despite: str = "") -> Report:
    """Sign a checked report: freeze its figures with their records, and print the trail's head into it.

    Args:
        despite: why it is signed although red remarks stand beside it; asked for only then.

    Raises:
        PermissionDenied: another office's, or a role that does not sign.
        ValidationError: not checked, signed by somebody else meanwhile, red remarks without a reason, or
            records that kept changing while they were counted. Nothing is signed then.
    """
    despite = " ".join(despite.split())
    with transaction.atomic():
        now = locked(report, by, "reports.sign", State.CHECKED)
        composed, records = _counted(now, by)
        if composed.red and not despite:
            raise ValidationError(
                {"despite": _("Red remarks stand beside this report. Correct it, or say why you sign it as it is.")}
            )
        now.signed_despite = despite if composed.red else ""
        signed_hash = freeze(now, composed.figures, records)
        note(
            Verb.DECIDE, table="reports_report", object_id=now.pk, label=now.title, place=now.place,
            detail={"signed": signed_hash, "figures": len(composed.figures)}, why=now.signed_despite,
        )  # fmt: skip
        _close(now, by, signed_hash, seal())
    return now


def _close(report: Report, by: Actor, signed_hash: str, head: str) -> None:
    report.signed_by, report.signed_name, report.signed_at = by.user.pk, by.user.name, timezone.now()
    report.signed_hash, report.trail_head, report.state = signed_hash, head, State.SIGNED
    report.save(
        update_fields=[
            "state", "signed_by", "signed_name", "signed_at", "signed_hash", "signed_despite", "trail_head",
        ]
    )  # fmt: skip
    if report.revises_id:
        Report.objects.visible_to(by).filter(pk=report.revises_id, state=State.SIGNED).update(state=State.REPLACED)


def _counted(report: Report, by: Actor) -> tuple[Composed, dict[str, list[Contribution]]]:
    """Values and records of one moment: counted again where somebody saved in between."""
    for _attempt in range(ATTEMPTS):
        composed = compose(report, by)
        records = records_now(composed.figures, office=report.office, period=report.period)
        if all(_agree(figure, records[key]) for key, figure in composed.figures.items()):
            return composed, records
    raise ValidationError(_("Records were being changed while this report was counted. Nothing was signed; try again."))


def _agree(figure: Shown, records: Sequence[Contribution]) -> bool:
    measure = ALL[figure.key].measure
    total = sum((one.n for one in records), Decimal(0))
    if isinstance(measure, Count | Sum | Stock):
        return total == (figure.value or 0)
    return not isinstance(measure, Distinct) or total == figure.records
