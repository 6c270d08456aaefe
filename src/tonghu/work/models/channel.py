from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.kit.fields import EncryptedTextField


class ChannelKind(models.TextChoices):
    MAIL = "mail", _("Mail")
    OTHER = "other", _("Another service, by its address")


class Channel(models.Model):
    """Where a person wants to be reminded: a mail address, or the address of another service.

    Hers alone: the wall shows it to nobody else, and the address stands encrypted.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="channels")
    kind = models.TextField(_("way"), choices=ChannelKind.choices)
    address = EncryptedTextField(_("address"))
    added_at = models.DateTimeField(auto_now_add=True)
    failed_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["user_id", "id"]

    def __str__(self) -> str:
        return str(self.get_kind_display())
