from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart
from tonghu.cases.rules.states import State
from tonghu.kit.fields import EncryptedTextField


class Step(CasePart):
    """One line of a case's timeline: a verb that was done, on a day, in words.

    ``day`` is when it happened, ``entered_at`` when it was written down. ``data`` holds figures and choices of the
    step and nothing personal; ``about_table`` and ``about_id`` name the record it made.
    """

    verb = models.TextField()
    day = models.DateField(_("date"))
    words = EncryptedTextField(_("in words"), blank=True, default="")
    start = models.TextField(choices=State.choices, blank=True, default="")
    to = models.TextField(choices=State.choices, blank=True, default="")
    data = models.JSONField(default=dict, blank=True)
    about_table = models.TextField(blank=True, default="")
    about_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["case", "-day", "-id"], name="cases_step_case")]

    def __str__(self) -> str:
        return self.verb
