from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import HasScope, Scoped, ScopedQuerySet
from tonghu.reports.rules import SectionKind


class TemplateQuerySet(ScopedQuerySet["Template"]):
    def visible_to(self, actor: HasScope) -> Self:
        """Those inside the scope, and those of the office acted for: its system administrator has no area."""
        return self.filter(actor.scope.q() | Q(office=actor.scope.office))


class Template(Scoped):
    """An office's pattern of a report: sections of prose in which figures stand by key."""

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="templates")
    name = models.TextField(_("name"))
    title = models.TextField(_("title"), help_text=_("[[office]] and [[period]] stand for the office and the period."))
    addressee = models.TextField(_("addressee"), blank=True)
    version = models.IntegerField(default=1, editable=False)

    objects = TemplateQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["office_id", "name"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="reports_template_once")]

    def __str__(self) -> str:
        return self.name


class TemplateSection(Scoped):
    template = models.ForeignKey("reports.Template", on_delete=models.CASCADE, related_name="sections")
    position = models.IntegerField()
    kind = models.TextField(_("sort"), choices=SectionKind.choices, default=SectionKind.WORK)
    heading = models.TextField(_("heading"))
    body = models.TextField(_("text"), blank=True)

    class Meta:
        ordering = ["template_id", "position", "id"]

    def __str__(self) -> str:
        return self.heading
