from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart
from tonghu.kit.fields import EncryptedTextField


class GoalState(models.TextChoices):
    OPEN = "open", _("Under way")
    REACHED = "reached", _("Reached")
    DROPPED = "dropped", _("Dropped")


class Goal(CasePart):
    """A goal of the plan for one need of the assessment."""

    need = models.TextField(_("need"))
    words = EncryptedTextField(_("goal"), blank=True, default="")
    by_day = models.DateField(_("by"), null=True, blank=True)
    state = models.TextField(choices=GoalState.choices, default=GoalState.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    why = EncryptedTextField(_("why"), blank=True, default="")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.need


class Service(CasePart):
    """What was done for a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="services")
    day = models.DateField(_("date"))
    words = EncryptedTextField(_("what was done"), blank=True, default="")
    given_by = models.TextField(_("by whom"), blank=True, default="")
    hours = models.DecimalField(_("hours"), max_digits=6, decimal_places=1, null=True, blank=True)

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return self.day.isoformat()


class SafetyPlan(CasePart):
    """What to do where there is danger; the newest of a case is in force until it is ended."""

    day = models.DateField(_("date"))
    signs = EncryptedTextField(_("signs of danger"), blank=True, default="")
    steps = EncryptedTextField(_("what she does then"), blank=True, default="")
    place_of_safety = EncryptedTextField(_("where she can go"), blank=True, default="")
    people_to_call = EncryptedTextField(_("whom she can call"), blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return self.day.isoformat()
