"""Changing a draft: its head and its sections. Each save says which edit it was made from."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.reports.models import Report, Section
from tonghu.reports.rules import SectionKind, State
from tonghu.reports.text import filled

from .bearings import locked, read, read_line


class Overtaken(ValidationError):
    """Somebody saved the section in between; ``section`` is what stands now."""

    def __init__(self, section: Section) -> None:
        super().__init__(
            _("Somebody saved this section while you were writing. Your text is kept below; theirs stands beside it.")
        )
        self.section = section


def change_head(*, report: Report, title: str, addressee: str, by: Actor) -> Report:
    """Change title and addressee of a draft. Raises as :func:`change_section`."""
    title, addressee = read_line(title, "title"), read_line(addressee, "addressee")
    if not title:
        raise ValidationError({"title": _("A report needs a title.")})
    with transaction.atomic():
        now = locked(report, by, "reports.draft", State.DRAFT)
        names = {"office": now.office.name, "period": now.period.label("zh-hans")}
        now.title, now.addressee = filled(title, **names), filled(addressee, **names)
        now.save(update_fields=["title", "addressee"])
    return now


def change_section(
    *, section: Section, heading: str, kind: SectionKind, body: str, by: Actor, seen_edit: int
) -> Section:
    """Save a section's heading, sort and text.

    Args:
        seen_edit: ``section.edit`` as the writer saw it.

    Raises:
        PermissionDenied: another office's, or a role that does not draft.
        ValidationError: no draft, no heading, or text with anything but words and known figures.
        Overtaken: somebody saved in between.
    """
    heading = _heading(heading)
    read(body)
    with transaction.atomic():
        locked(section.report, by, "reports.draft", State.DRAFT)
        now = Section.objects.select_for_update().filter(pk=section.pk).first()
        if now is None:
            raise ValidationError(_("This section was removed while you were writing. Your text is kept below."))
        if now.edit != seen_edit and (now.heading, now.kind, now.body) != (heading, kind, body):
            raise Overtaken(now)
        now.heading, now.kind, now.body, now.edit = heading, kind, body, now.edit + 1
        now.save(update_fields=["heading", "kind", "body", "edit"])
    return now


def add_section(*, report: Report, heading: str, kind: SectionKind, body: str = "", by: Actor) -> Section:
    """Append a section to a draft. Raises as :func:`change_section`."""
    heading = _heading(heading)
    read(body)
    with transaction.atomic():
        now = locked(report, by, "reports.draft", State.DRAFT)
        last = now.sections.order_by("-position").values_list("position", flat=True).first() or 0
        return Section.objects.create(
            report=now, place=now.place, position=last + 1, heading=heading, kind=kind, body=body
        )


def remove_section(*, section: Section, by: Actor) -> None:
    """Take a section out of a draft; the trail keeps its text. Raises as :func:`change_section`."""
    with transaction.atomic():
        locked(section.report, by, "reports.draft", State.DRAFT)
        section.delete()


def move_section(*, section: Section, position: int, by: Actor) -> None:
    """Put a section at a position (1 is first) and close the ranks. Raises as :func:`change_section`."""
    with transaction.atomic():
        now = locked(section.report, by, "reports.draft", State.DRAFT)
        others = list(now.sections.exclude(pk=section.pk).order_by("position", "id"))
        others.insert(max(0, min(position - 1, len(others))), section)
        for place, one in enumerate(others, start=1):
            one.position = place
        Section.objects.bulk_update(others, ["position"])


def _heading(text: str) -> str:
    heading = read_line(text, "heading")
    if not heading:
        raise ValidationError({"heading": _("A section needs a heading.")})
    return heading
