from django.db import models
from django.utils.translation import gettext_lazy as _


class Duty(models.Model):
    """One line of what an office has to do in the network."""

    office = models.ForeignKey("places.Office", on_delete=models.CASCADE, related_name="duties")
    place = models.BigIntegerField(editable=False)
    text = models.TextField(_("duty"))
    since = models.DateField(_("since"), null=True, blank=True)

    class Meta:
        verbose_name = _("duty")
        ordering = ["office_id", "id"]

    def __str__(self) -> str:
        return self.text
