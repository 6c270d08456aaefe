from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart


class BreakGlass(CasePart):
    """An opening of a confidential case in an emergency: reason, end and review."""

    user = models.BigIntegerField(editable=False)
    user_name = models.TextField(editable=False)
    user_office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="+", editable=False)
    why = models.TextField(_("why"))
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.TextField(blank=True, default="")
    justified = models.BooleanField(null=True, blank=True)
    review = models.TextField(_("review"), blank=True, default="")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.user_name
