from django.db import models

from tonghu.kit.scope import Scoped


class Attachment(Scoped):
    """A photo or file of an activity; optional, never a measure of completeness, never leaves the house."""

    activity = models.ForeignKey("outreach.Activity", on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("files.Stored", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["activity_id", "id"]
        constraints = [models.UniqueConstraint(fields=["activity", "file"], name="outreach_attachment_once")]

    def __str__(self) -> str:
        return str(self.file)
