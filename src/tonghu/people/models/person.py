from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tonghu.kit.fields import EncryptedTextField
from tonghu.kit.scope import Scoped
from tonghu.kit.text import person_initials, person_pinyin
from tonghu.people.rules import Sex

PERSONAL = "name,pinyin,initials,phone,phone_index,identity,identity_index,sex,unit,skills"
"""Columns the trail keeps apart from its entries."""


class Person(Scoped):
    """An adult who serves: volunteer, lecturer, lawyer, counsellor. One person, several services."""

    office = models.ForeignKey(
        "places.Office", on_delete=models.PROTECT, related_name="people", verbose_name=_("office")
    )
    name = models.TextField(pgettext_lazy("person", "name"))
    pinyin = models.TextField(editable=False)
    initials = models.TextField(editable=False)
    sex = models.SmallIntegerField(_("sex"), choices=Sex.choices, default=Sex.UNSTATED)
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    phone_index = models.TextField(editable=False, blank=True, default="")
    identity = EncryptedTextField(_("identity number"), blank=True, default="")
    identity_index = models.TextField(editable=False, blank=True, default="")
    unit = models.TextField(_("works at"), blank=True)
    skills = models.TextField(_("skills"), blank=True)
    entered_at = models.DateTimeField(auto_now_add=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    token = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("person")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["county", "-id"], name="people_county"),
            models.Index(fields=["town", "-id"], name="people_town"),
            models.Index(fields=["county", "pinyin"], name="people_pinyin"),
            models.Index(fields=["phone_index"], name="people_phone"),
            models.Index(fields=["identity_index"], name="people_identity"),
        ]

    def __str__(self) -> str:
        return self.name

    def spell(self) -> None:
        self.pinyin, self.initials = person_pinyin(self.name), person_initials(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.spell()
        super().save(*args, **kwargs)
