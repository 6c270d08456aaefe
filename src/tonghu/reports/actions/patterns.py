"""Templates: an office's patterns of its reports, edited in the browser."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.places.models import Office
from tonghu.reports import standard
from tonghu.reports.models import Template, TemplateSection
from tonghu.reports.standard import Pattern

from .bearings import own_office, read, read_line


class TemplateOvertaken(ValidationError):
    """Somebody saved the template in between; ``template`` is what stands now."""

    def __init__(self, template: Template) -> None:
        super().__init__(_("Somebody saved this template while you were writing. Your text is kept below."))
        self.template = template


def add_template(*, office: Office, name: str, by: Actor) -> Template:
    """A new template of the acting office, beginning with the half-year pattern.

    Raises:
        PermissionDenied: another office's, or a role that does not keep templates.
        ValidationError: no name, or one the office has already.
    """
    own_office(office, by, "reports.templates")
    name = _name(name)
    with transaction.atomic():
        if Template.objects.visible_to(by).filter(office=office, name=name).exists():
            raise ValidationError({"name": _("Your office has a template of this name already.")})
        template = Template.objects.create(office=office, place=office.place_id, name=name, title=standard.TITLE)
        _write(template, standard.SECTIONS)
    return template


def change_template(
    *,
    template: Template,
    name: str,
    title: str,
    addressee: str,
    sections: Sequence[Pattern],
    by: Actor,
    seen_version: int,
) -> Template:
    """Save a template as a whole; reports begun from it keep their text.

    Args:
        sections: in their order.
        seen_version: ``template.version`` as the writer saw it.

    Raises:
        PermissionDenied: another office's, or a role that does not keep templates.
        ValidationError: anything but words and known figures, with the section's number.
        TemplateOvertaken: somebody saved in between.
    """
    own_office(template.office, by, "reports.templates")
    name, title, addressee = _name(name), read_line(title, "title"), read_line(addressee, "addressee")
    if not title:
        raise ValidationError({"title": _("A report needs a title.")})
    for number, section in enumerate(sections, start=1):
        _check(number, section)
    with transaction.atomic():
        now = Template.objects.visible_to(by).select_for_update().get(pk=template.pk)
        if now.version != seen_version:
            raise TemplateOvertaken(now)
        if Template.objects.visible_to(by).filter(office_id=now.office_id, name=name).exclude(pk=now.pk).exists():
            raise ValidationError({"name": _("Your office has a template of this name already.")})
        now.name, now.title, now.addressee, now.version = name, title, addressee, now.version + 1
        now.save(update_fields=["name", "title", "addressee", "version"])
        now.sections.all().delete()
        _write(now, sections)
    return now


def _write(template: Template, sections: Sequence[Pattern]) -> None:
    TemplateSection.objects.bulk_create(
        TemplateSection(
            template=template,
            place=template.place,
            position=position,
            kind=one.kind,
            heading=" ".join(one.heading.split()),
            body=one.body,
        )
        for position, one in enumerate(sections, start=1)
    )


def _check(number: int, section: Pattern) -> None:
    try:
        if not read_line(section.heading, "heading"):
            raise ValidationError({"heading": _("A section needs a heading.")})
        read(section.body)
    except ValidationError as error:
        said = [_("Section %(number)d: %(what)s") % {"number": number, "what": what} for what in error.messages]
        raise ValidationError(said) from error


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > 60:
        raise ValidationError({"name": _("A template needs a name of at most 60 characters.")})
    return name
