from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tonghu.kit.fields import EncryptedTextField
from tonghu.kit.scope import Scoped


class Contact(Scoped):
    """A person to reach at an office, staff included."""

    office = models.ForeignKey("places.Office", on_delete=models.CASCADE, related_name="contacts")
    name = models.TextField(pgettext_lazy("person", "name"))
    post = models.TextField(_("post"), blank=True)
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    is_staff = models.BooleanField(_("on the office's staff"), default=True)
    reached_on = models.DateField(_("last reached on"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact")
        ordering = ["office_id", "id"]
        indexes = [models.Index(fields=["office"], name="places_contact_office")]

    def __str__(self) -> str:
        return self.name
