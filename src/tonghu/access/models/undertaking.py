from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Undertaking(models.Model):
    """A person's yearly undertaking of confidentiality: which text she accepted, and on which day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="undertakings")
    version = models.TextField(_("text version"))
    accepted_on = models.DateField(_("accepted on"), default=timezone.localdate)

    class Meta:
        ordering = ["user_id", "-accepted_on"]
        constraints = [
            models.UniqueConstraint(fields=["user", "accepted_on", "version"], name="access_undertaking_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.version} · {self.accepted_on}"
