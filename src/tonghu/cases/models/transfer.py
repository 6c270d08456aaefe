from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart, PartQuerySet
from tonghu.cases.rules.steps import TransferKind, TransferState
from tonghu.kit.scope import HasScope


class TransferQuerySet(PartQuerySet["Transfer"]):
    def concerning(self, actor: HasScope) -> Self:
        """Offers to and from the office acted for."""
        office = actor.scope.office
        return self.filter(Q(to_office=office) | Q(from_office=office)) if office else self.none()


class Transfer(CasePart):
    """An offer of a case to another office of the federation; ownership moves when it accepts.

    ``case_number``, ``matter`` and ``why`` are all the other office sees before it accepts.
    """

    kind = models.TextField(_("kind"), choices=TransferKind.choices)
    from_office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="transfers_out")
    to_office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="transfers_in")
    case_number = models.TextField(editable=False)
    matter = models.TextField(editable=False)
    why = models.TextField(_("why"))
    report_by = models.DateField(_("result to be reported back by"), null=True, blank=True)
    state = models.TextField(choices=TransferState.choices, default=TransferState.OFFERED)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.TextField(blank=True, default="")
    answer = models.TextField(_("answer"), blank=True, default="")

    objects = TransferQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["to_office", "state"], name="cases_transfer_to")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state=TransferState.OFFERED), name="cases_one_offer")
        ]

    def __str__(self) -> str:
        return self.case_number
