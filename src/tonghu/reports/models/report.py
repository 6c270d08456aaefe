from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.kit.periods import Period
from tonghu.kit.scope import Scoped
from tonghu.reports.rules import State


class Report(Scoped):
    """One version of one office's report on one period. Signing freezes it; a revision is a new row."""

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="reports")
    template = models.ForeignKey("reports.Template", null=True, on_delete=models.SET_NULL)
    title = models.TextField(_("title"))
    addressee = models.TextField(_("addressee"), blank=True)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"))
    state = models.TextField(choices=State.choices, default=State.DRAFT)
    version = models.IntegerField(default=1)
    revises = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="revision")
    edit = models.IntegerField(default=1, editable=False)
    document_number = models.TextField(_("document number"), blank=True)
    drafted_by = models.BigIntegerField()
    drafted_name = models.TextField()
    drafted_at = models.DateTimeField(auto_now_add=True)
    checked_by = models.BigIntegerField(null=True)
    checked_name = models.TextField(blank=True, default="")
    checked_at = models.DateTimeField(null=True)
    signed_by = models.BigIntegerField(null=True)
    signed_name = models.TextField(blank=True, default="")
    signed_at = models.DateTimeField(null=True)
    signed_despite = models.TextField(blank=True, default="")
    signed_hash = models.TextField(blank=True, default="")
    trail_head = models.TextField(blank=True, default="")
    token = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["-end", "-id"]
        indexes = [models.Index(fields=["county", "-end", "-id"], name="reports_county")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=models.F("start")), name="reports_period_in_order"),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "replaced"])
                | (Q(signed_at__isnull=False) & ~Q(signed_hash="") & ~Q(trail_head="")),
                name="reports_signed_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.start, self.end)
