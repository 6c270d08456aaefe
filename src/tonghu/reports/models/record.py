from django.db import models

from tonghu.kit.scope import Scoped


class FrozenRecord(Scoped):
    """One record behind a frozen figure: its id, what it contributed, and its label as it was."""

    figure = models.ForeignKey("reports.FrozenFigure", on_delete=models.PROTECT, related_name="records")
    source = models.TextField()
    object_id = models.BigIntegerField()
    n = models.DecimalField(max_digits=20, decimal_places=4)
    day = models.DateField(null=True)
    label = models.TextField()

    class Meta:
        ordering = ["figure_id", "day", "object_id"]
        indexes = [models.Index(fields=["source", "object_id"], name="reports_record_object")]
        constraints = [models.UniqueConstraint(fields=["figure", "source", "object_id"], name="reports_record_once")]

    def __str__(self) -> str:
        return self.label
