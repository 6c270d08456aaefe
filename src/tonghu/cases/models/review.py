from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart
from tonghu.cases.rules.steps import ReviewKind
from tonghu.kit.fields import EncryptedTextField


class ReviewResult(models.TextChoices):
    UPHELD = "upheld", _("Upheld")
    CHANGED = "changed", _("Changed")
    AGAIN = "again", _("To be handled again")


class Review(CasePart):
    """A review (复查) or re-review (复核) of what was decided (信访工作条例 Arts 35, 36)."""

    kind = models.TextField(_("kind"), choices=ReviewKind.choices)
    asked_on = models.DateField(_("asked for on"))
    by_office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="+")
    decide_by = models.DateField(_("to be decided by"), null=True, blank=True)
    hearing_days = models.SmallIntegerField(_("days of hearing, not counted"), default=0)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    result = models.TextField(_("decision"), choices=ReviewResult.choices, blank=True, default="")
    words = EncryptedTextField(_("reasons"), blank=True, default="")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(decided_on=None), name="cases_one_review"),
            models.CheckConstraint(condition=Q(hearing_days__gte=0, hearing_days__lte=365), name="cases_hearing_sane"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class FollowUp(CasePart):
    """A look at how things stand after, or while, a case is handled."""

    day = models.DateField(_("date"))
    how = models.TextField(
        _("how"), choices=[("visit", _("Visit")), ("call", _("Call")), ("school", _("Through the school"))]
    )
    reached = models.BooleanField(_("somebody was reached"), default=True)
    safe = models.BooleanField(_("the child is safe"), null=True, blank=True)
    words = EncryptedTextField(_("how things stand"), blank=True, default="")

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return self.day.isoformat()
