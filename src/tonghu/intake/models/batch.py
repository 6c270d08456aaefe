from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import Scoped


class BatchState(models.TextChoices):
    CHECKED = "checked", _("checked, nothing written yet")
    WRITTEN = "written", _("written")
    DROPPED = "dropped", _("dropped")


class Batch(Scoped):
    """One uploaded sheet: checked row by row, written only when the person who uploaded it says so."""

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT)
    kind = models.TextField()
    file = models.ForeignKey("files.Stored", on_delete=models.PROTECT)
    sha256 = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    state = models.TextField(choices=BatchState.choices, default=BatchState.CHECKED)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.BigIntegerField()
    written_at = models.DateTimeField(null=True)
    written = models.IntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["county", "-id"], name="intake_county")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "sha256"],
                condition=~models.Q(state="dropped"),
                name="intake_file_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
