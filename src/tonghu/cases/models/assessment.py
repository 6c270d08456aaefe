from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart
from tonghu.cases.rules.ways import Danger


class Assessment(CasePart):
    """One filled-in instrument: its answers, what they add up to, what they call for."""

    instrument = models.TextField()
    edition = models.SmallIntegerField()
    day = models.DateField(_("date"))
    answers = models.JSONField(default=dict)
    score = models.SmallIntegerField()
    danger = models.SmallIntegerField(choices=Danger.choices)
    overridden = models.BooleanField(default=False)
    why = models.TextField(_("why it was set higher or lower"), blank=True, default="")
    needs = ArrayField(models.TextField(), default=list, blank=True)
    next_on = models.DateField(_("next assessment"), null=True, blank=True)

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.get_danger_display()}"
