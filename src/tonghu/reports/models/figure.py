from django.db import models

from tonghu.kit.scope import Scoped


class FrozenFigure(Scoped):
    """A figure as it stood when the report was signed."""

    report = models.ForeignKey("reports.Report", on_delete=models.PROTECT, related_name="figures")
    key = models.TextField()
    label = models.TextField()
    unit = models.TextField()
    definition = models.TextField()
    definition_version = models.IntegerField()
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    text = models.TextField()
    before = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    breakdowns = models.JSONField(default=dict)
    hash = models.TextField()

    class Meta:
        ordering = ["report_id", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="reports_figure_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.text}"
