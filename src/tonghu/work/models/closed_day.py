from django.db import models
from django.utils.translation import gettext_lazy as _


class ClosedDay(models.Model):
    """A day on which an office is closed beside the public rest days: what ends on it ends on the next open one."""

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="closed_days")
    day = models.DateField(_("day"))
    why = models.TextField(_("why"))

    class Meta:
        ordering = ["office_id", "-day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="work_closed_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.why}"
