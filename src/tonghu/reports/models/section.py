from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import Scoped
from tonghu.reports.rules import SectionKind


class Section(Scoped):
    """A section of a report: a heading and prose, figures in it by key as [[key]]."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="sections")
    position = models.IntegerField()
    kind = models.TextField(_("sort"), choices=SectionKind.choices, default=SectionKind.WORK)
    heading = models.TextField(_("heading"))
    body = models.TextField(_("text"), blank=True)
    edit = models.IntegerField(default=1, editable=False)

    class Meta:
        ordering = ["report_id", "position", "id"]

    def __str__(self) -> str:
        return self.heading
