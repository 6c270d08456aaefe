from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportColumn(models.Model):
    """One column of an office's export for the state petition system: a heading and what stands under it.

    The state's real form is not public; an office writes here what it was given.
    """

    office = models.ForeignKey("places.Office", on_delete=models.CASCADE, related_name="export_columns")
    position = models.SmallIntegerField()
    heading = models.TextField(_("heading"))
    field = models.TextField(_("what stands there"))
    constant = models.TextField(_("fixed text"), blank=True, default="")

    class Meta:
        ordering = ["office_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "position"], name="cases_column_position", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.heading
