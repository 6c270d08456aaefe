from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart
from tonghu.kit.fields import EncryptedTextField


class Agreement(CasePart):
    """What a coordination meeting agreed, with sums and dates."""

    day = models.DateField(_("date"))
    venue = models.TextField(_("where"), blank=True, default="")
    present = EncryptedTextField(_("who was there"), blank=True, default="")
    authority = models.TextField(_("responsible authority"), blank=True, default="")
    words = EncryptedTextField(_("what was agreed"), blank=True, default="")
    committee = models.BooleanField(_("by a people's mediation committee"), default=False)
    confirm_by = models.DateField(_("court confirmation can be asked for by"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed by the court on"), null=True, blank=True)

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return self.day.isoformat()


class Promise(CasePart):
    """One thing agreed: a sum, an act, and its date; kept or not."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="promises")
    words = EncryptedTextField(_("what"), blank=True, default="")
    amount = models.DecimalField(_("sum (yuan)"), max_digits=14, decimal_places=2, null=True, blank=True)
    due = models.DateField(_("by"))
    kept_on = models.DateField(_("kept on"), null=True, blank=True)
    waived_on = models.DateField(null=True, blank=True)
    why = EncryptedTextField(blank=True, default="")

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="cases_promise_amount"),
            models.CheckConstraint(condition=Q(kept_on=None) | Q(waived_on=None), name="cases_promise_one_end"),
        ]

    def __str__(self) -> str:
        return self.due.isoformat()
