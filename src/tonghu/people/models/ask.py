from django.db import models
from django.utils.translation import gettext_lazy as _


class Ask(models.Model):
    """One question to all offices whether somebody is known; written by ``people_match`` alone, to limit them."""

    user_id = models.BigIntegerField()
    office_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("question to other offices")
        indexes = [models.Index(fields=["user_id", "-at"], name="people_ask_user")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
