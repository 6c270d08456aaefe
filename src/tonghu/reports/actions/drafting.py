"""Beginning a report (拟稿)."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tonghu.access.actor import Actor
from tonghu.kit.errors import Unreadable
from tonghu.kit.periods import Period
from tonghu.places.models import Office
from tonghu.reports import standard
from tonghu.reports.models import Report, Section, Template, TemplateSection
from tonghu.reports.rules import PAPER_LANGUAGE
from tonghu.reports.text import filled

from .bearings import own_office


def draft_report(
    *, office: Office, template: Template | None = None, period: Period, by: Actor, token: UUID, addressee: str = ""
) -> Report:
    """Begin a report of an office on a period; the same token twice gives the first one.

    Args:
        office: the office acted for, whose report it is.
        template: its pattern; the office's half-year pattern where None.
        period: whole days, both ends included.
        addressee: to whom, instead of the template's.

    Raises:
        PermissionDenied: another office's, or a role that does not draft.
        ValidationError: a period that cannot be counted; a report on it could never be opened again.
    """
    own_office(office, by, "reports.draft")
    try:
        period.askable()
    except Unreadable as refused:
        raise ValidationError({"first": str(refused)}) from refused
    template = template or standard_template(office=office, by=by)
    own_office(template.office, by, "reports.draft")
    try:
        with transaction.atomic():
            return _first(token, by) or _begin(template, period, addressee, token=token, by=by)
    except IntegrityError:
        # the same form was sent twice at once, and the other one was quicker
        first = _first(token, by)
        if first is None:
            raise
        return first


def _first(token: UUID, by: Actor) -> Report | None:
    return Report.objects.visible_to(by).filter(token=token).first()


def _begin(template: Template, period: Period, addressee: str, *, token: UUID, by: Actor) -> Report:
    office = template.office
    names = {"office": office.name, "period": period.label(PAPER_LANGUAGE)}
    report = Report.objects.create(
        office=office,
        place=office.place_id,
        template=template,
        title=filled(template.title, **names),
        addressee=filled(addressee or template.addressee, **names),
        start=period.start,
        end=period.end,
        drafted_by=by.user.pk,
        drafted_name=by.user.name,
        token=token,
    )
    Section.objects.bulk_create(
        Section(report=report, place=report.place, position=position, kind=one.kind, heading=one.heading, body=one.body)
        for position, one in enumerate(template.sections.order_by("position", "id"), start=1)
    )
    return report


def standard_template(*, office: Office, by: Actor) -> Template:
    """The office's half-year pattern, written for it at the first report."""
    with transaction.atomic():
        template, made = Template.objects.visible_to(by).get_or_create(
            office=office, name=standard.NAME, defaults={"place": office.place_id, "title": standard.TITLE}
        )
        if made:
            TemplateSection.objects.bulk_create(
                TemplateSection(
                    template=template,
                    place=template.place,
                    position=position,
                    kind=part.kind,
                    heading=part.heading,
                    body=part.body,
                )
                for position, part in enumerate(standard.SECTIONS, start=1)
            )
    return template
