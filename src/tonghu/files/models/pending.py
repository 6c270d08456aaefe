from django.db import models

from tonghu.kit.scope import Scoped


class Pending(Scoped):
    """A file that came with a form that was not saved yet; the form's token finds it again."""

    token = models.UUIDField()
    file = models.ForeignKey("files.Stored", on_delete=models.CASCADE, related_name="+")
    by = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["by", "token"], name="files_pending_form")]
        constraints = [models.UniqueConstraint(fields=["token", "file"], name="files_pending_once")]

    def __str__(self) -> str:
        return str(self.file)
