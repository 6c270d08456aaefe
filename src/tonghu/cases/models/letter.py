from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart, PartQuerySet
from tonghu.cases.rules.steps import Consent, LetterKind, LetterState
from tonghu.cases.rules.ways import Situation
from tonghu.kit.fields import EncryptedTextField
from tonghu.kit.scope import HasScope


class LetterQuerySet(PartQuerySet["Letter"]):
    def addressed_to(self, actor: HasScope) -> Self:
        """Letters sent to the account of the office acted for; drafts and those on paper are not there."""
        office = actor.scope.office
        return (
            self.filter(to_office=office, by_account=True).exclude(state=LetterState.DRAFT) if office else self.none()
        )


class Letter(CasePart):
    """A part of a case that goes to another body (函, 强制报告, 线索移交), with what is disclosed and its answer.

    ``disclosed`` is the chosen content, field by field, as JSON text; the liaison of ``to_office`` sees this row and
    nothing else of the case. ``code`` names the letter to the other body and says nothing of the case.
    """

    kind = models.TextField(_("kind"), choices=LetterKind.choices, default=LetterKind.REFERRAL)
    code = models.TextField(unique=True, editable=False)
    to_office = models.ForeignKey(
        "places.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    to_name = models.TextField(_("to"))
    to_kind = models.TextField(_("kind of body"), blank=True, default="")
    from_office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="+")
    by_account = models.BooleanField(_("the body answers with its own account"), default=False)
    asks = EncryptedTextField(_("what is asked"), blank=True, default="")
    fields = ArrayField(models.TextField(), default=list, blank=True)
    disclosed = EncryptedTextField(blank=True, default="")
    consent = models.TextField(_("consent"), choices=Consent.choices)
    consent_by = EncryptedTextField(_("who agreed, how"), blank=True, default="")
    consent_on = models.DateField(null=True, blank=True)
    override_why = EncryptedTextField(blank=True, default="")
    override_by = models.TextField(blank=True, default="")
    situations = ArrayField(models.SmallIntegerField(choices=Situation.choices), default=list, blank=True)
    called_110_at = models.DateTimeField(_("110 called at"), null=True, blank=True)
    state = models.TextField(_("state"), choices=LetterState.choices, default=LetterState.DRAFT)
    sent_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    receive_by = models.DateField(_("receipt by"), null=True, blank=True)
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    answer = EncryptedTextField(_("answer"), blank=True, default="")
    answered_by = models.TextField(blank=True, default="")
    reminded_on = models.DateField(null=True, blank=True)
    urged_on = models.DateField(null=True, blank=True)
    supervised_on = models.DateField(null=True, blank=True)
    version = models.IntegerField(default=1, editable=False)

    objects = LetterQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["to_office", "state"], name="cases_letter_to"),
            models.Index(fields=["county", "-sent_on"], name="cases_letter_county"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(consent=Consent.OVERRIDE) | ~Q(override_by=""), name="cases_override_named"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[LetterState.DRAFT, LetterState.REVOKED]) | Q(sent_on__isnull=False),
                name="cases_letter_sent",
            ),
        ]

    def __str__(self) -> str:
        return self.code
