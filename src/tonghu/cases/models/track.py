from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart
from tonghu.cases.rules.steps import TrackKind, TrackState
from tonghu.kit.fields import EncryptedTextField


class Track(CasePart):
    """A protection order, warning letter, guardianship application … of a case, with steps of its own.

    ``facts`` holds dates, choices and numbers of the kind (``rules.tracks``), nothing personal.
    """

    kind = models.TextField(_("kind"), choices=TrackKind.choices)
    day = models.DateField(_("since"))
    body = models.TextField(_("court, police or body"), blank=True, default="")
    stage = models.TextField(blank=True, default="")
    facts = models.JSONField(default=dict, blank=True)
    state = models.TextField(choices=TrackState.choices, default=TrackState.UNDER_WAY)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class TrackStep(CasePart):
    """One step of a track: an application, a decision, a visit, a session."""

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="steps")
    step = models.TextField()
    day = models.DateField(_("date"))
    words = EncryptedTextField(_("in words"), blank=True, default="")
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return self.step
