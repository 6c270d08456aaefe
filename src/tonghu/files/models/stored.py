from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import Scoped


class FileKind(models.TextChoices):
    PHOTO = "photo", _("Photo")
    SHEET = "sheet", _("Spreadsheet")
    DOCUMENT = "document", _("Document")


class Stored(Scoped):
    """A file in the data folder, found by its content's hash; reached only through the record it belongs to."""

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT)
    kind = models.TextField(choices=FileKind.choices)
    sha256 = models.CharField(max_length=64)
    name = models.TextField(_("name"))
    media_type = models.TextField()
    size = models.BigIntegerField()
    stored_at = models.DateTimeField(auto_now_add=True)
    stored_by = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="files_sha256")]

    def __str__(self) -> str:
        return self.name
