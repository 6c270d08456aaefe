from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart
from tonghu.kit.fields import EncryptedTextField


class Incident(CasePart):
    """One occurrence (起) in a case (件); a repeat joins the case and is counted apart."""

    day = models.DateField(_("date"))
    noticed_on = models.DateField(_("noticed on"), null=True, blank=True)
    words = EncryptedTextField(_("what happened"), blank=True, default="")
    people = models.IntegerField(_("persons hurt"), default=1)

    class Meta:
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return self.day.isoformat()
