from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart
from tonghu.cases.rules.steps import DocumentKind
from tonghu.kit.fields import EncryptedTextField


class Document(CasePart):
    """An official document made from the case: its text can be edited until it is issued.

    ``body`` is the text, a blank line between paragraphs; the file is drawn from it when it is asked for.
    """

    kind = models.TextField(_("kind"), choices=DocumentKind.choices)
    title = models.TextField(_("title"))
    addressee = EncryptedTextField(_("to"), blank=True, default="")
    body = EncryptedTextField(_("text"), blank=True, default="")
    number = models.TextField(_("document number"), blank=True, default="")
    letter = models.ForeignKey(
        "cases.Letter", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    issued_on = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title


class Attachment(CasePart):
    """A file of the case; its name is kept encrypted and it is served through the case only."""

    file = models.ForeignKey("files.Stored", on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField(_("name"), blank=True, default="")
    removed_on = models.DateField(null=True, blank=True)
    why = EncryptedTextField(blank=True, default="")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.pk)
