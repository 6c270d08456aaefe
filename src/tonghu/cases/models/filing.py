from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.reception import LoggedQuerySet
from tonghu.kit.fields import EncryptedTextField
from tonghu.kit.scope import HasScope, Scoped


class FilingState(models.TextChoices):
    """What the public page tells the person who filed."""

    RECEIVED = "received", _("Received")
    TAKEN = "taken", _("Being handled")
    DIRECTED = "directed", _("Another body is competent")
    DONE = "done", _("Done")


class FilingQuerySet(LoggedQuerySet["Filing"]):
    def visible_to(self, actor: HasScope) -> Self:
        """Filings of the area, but those that became a contact which is not open to her."""
        hidden = models.Q(contact__isnull=False) & ~actor.scope.guarded("contact__")
        return super().visible_to(actor).exclude(pk__in=self.model._base_manager.filter(hidden).values("pk"))


class Filing(Scoped):
    """What a citizen filed on the public page; only a keyed hash of its code is kept.

    ``public_note`` is the one text the person reads with her code, written for her by the officer.
    """

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="filings")
    report = models.BooleanField(_("mandatory report"), default=False)
    code_index = models.TextField(unique=True, editable=False)
    words = EncryptedTextField(_("what happened"))
    contact_name = EncryptedTextField(blank=True, default="")
    contact_phone = EncryptedTextField(blank=True, default="")
    where = EncryptedTextField(_("where"), blank=True, default="")
    reporter_unit = EncryptedTextField(_("reporting unit"), blank=True, default="")
    situations = models.JSONField(default=list, blank=True)
    minor = models.BooleanField(default=False)
    state = models.TextField(choices=FilingState.choices, default=FilingState.RECEIVED)
    public_note = EncryptedTextField(_("what she reads with her code"), blank=True, default="")
    handled_until = models.DateField(null=True, blank=True)
    filed_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_name = models.TextField(blank=True, default="")
    token = models.UUIDField(unique=True, editable=False)

    objects = FilingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["county", "state", "-id"], name="cases_filing_county")]

    def __str__(self) -> str:
        return str(self.pk)
