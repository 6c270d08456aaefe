"""A signed report is never changed: a new version is written, and replaces it when it is signed."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.reports.models import Report, Section
from tonghu.reports.rules import State

from .bearings import locked


def revise_report(*, report: Report, by: Actor, token: UUID | None = None) -> Report:
    """Begin the next version of a signed report with its text; a version begun already is returned.

    Raises:
        PermissionDenied: another office's, or a role that does not draft.
        ValidationError: it is not signed, or a later version has replaced it.
    """
    with transaction.atomic():
        now = locked(report, by, "reports.draft", State.SIGNED)
        begun = Report.objects.visible_to(by).filter(revises=now).first()
        if begun is not None:
            return begun
        copy = Report.objects.create(
            office=report.office,
            place=now.place,
            template_id=now.template_id,
            title=now.title,
            addressee=now.addressee,
            start=now.start,
            end=now.end,
            version=now.version + 1,
            revises=now,
            drafted_by=by.user.pk,
            drafted_name=by.user.name,
            token=token or uuid4(),
        )
        Section.objects.bulk_create(
            Section(
                report=copy,
                place=copy.place,
                position=part.position,
                kind=part.kind,
                heading=part.heading,
                body=part.body,
            )
            for part in now.sections.order_by("position", "id")
        )
    return copy


def number_report(*, report: Report, by: Actor, document_number: str) -> Report:
    """Type in the document number that the office's own system gave; signed reports take it too.

    Raises:
        PermissionDenied: another office's, or a role that does not draft.
        ValidationError: longer than 40 characters, or replaced by a later version.
    """
    document_number = " ".join(document_number.split())
    if len(document_number) > 40:
        raise ValidationError({"document_number": _("At most 40 characters, please.")})
    with transaction.atomic():
        now = locked(report, by, "reports.draft", State.DRAFT, State.CHECKED, State.SIGNED)
        now.document_number = document_number
        now.save(update_fields=["document_number"])
    return now


def drop_draft(*, report: Report, by: Actor) -> None:
    """Remove a draft that nobody needs; the trail keeps what it said.

    Raises:
        PermissionDenied: another office's, or a role that does not draft.
        ValidationError: it is no draft any more.
    """
    with transaction.atomic():
        locked(report, by, "reports.draft", State.DRAFT).delete()
