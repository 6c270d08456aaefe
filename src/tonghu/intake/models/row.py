from django.db import models

from tonghu.kit.scope import Scoped


class RowState(models.TextChoices):
    GOOD = "good"
    BAD = "bad"
    KNOWN = "known"


class Row(Scoped):
    """One row of a sheet as it was read, what is wrong with it, and what it would become."""

    batch = models.ForeignKey("intake.Batch", on_delete=models.CASCADE, related_name="rows")
    number = models.IntegerField()
    cells = models.JSONField()
    errors = models.JSONField(default=list)
    state = models.TextField(choices=RowState.choices)
    became = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["batch_id", "number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="intake_row_once")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.number}"
