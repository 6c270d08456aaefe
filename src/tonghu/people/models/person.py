from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from tonghu.kit.fields import EncryptedTextField
from tonghu.kit.scope import Confidentiality, Guarded, GuardedQuerySet, HasScope, Scope
from tonghu.kit.text import person_initials, person_pinyin
from tonghu.people import ages
from tonghu.people.codes import NATION_CHOICES, Education
from tonghu.people.rules import Sex

PERSONAL = (
    "name,pinyin,initials,also,phone,phone_index,identity,identity_index,sex,born,born_year_only,nation,education,"
    "address,unit,skills"
)
"""Columns the trail keeps apart from its entries."""


def seen(scope: Scope, prefix: str = "") -> Q:
    """The first wall before people: who serve to all of the area, the others to those who may see their case."""
    return scope.q(prefix) & (Q(**{f"{prefix}serves": True}) | scope.guarded(prefix))


class PersonQuerySet(GuardedQuerySet["Person"]):
    def visible_to(self, actor: HasScope) -> Self:
        """People who serve in the actor's area, and people of cases that are open to her."""
        return self.filter(seen(actor.scope))

    def serving(self) -> Self:
        """People who serve: the only ones that a list of volunteers, a lecture or a count may show."""
        return self.filter(serves=True)

    def served(self) -> Self:
        """People whom cases are about or who came with them."""
        return self.filter(serves=False)


class Person(Guarded):
    """Everyone the federation knows: who serves (volunteer, lecturer, lawyer), and who is served.

    Somebody who does both is two rows: what a case knows of her is not for those who plan lectures.
    A person who is served may be without name, day of birth or address.
    """

    office = models.ForeignKey(
        "places.Office", on_delete=models.PROTECT, related_name="people", verbose_name=_("office")
    )
    serves = models.BooleanField(default=False, editable=False)
    name = models.TextField(pgettext_lazy("person", "name"), blank=True, default="")
    pinyin = models.TextField(editable=False)
    initials = models.TextField(editable=False)
    also = models.TextField(_("also called"), blank=True, default="")
    sex = models.SmallIntegerField(_("sex"), choices=Sex.choices, default=Sex.UNSTATED)
    born = models.DateField(_("born"), null=True, blank=True)
    born_year_only = models.BooleanField(_("only the year of birth is known"), default=False)
    nation = models.TextField(_("ethnic group"), choices=NATION_CHOICES, blank=True, default="")
    education = models.TextField(_("education"), choices=Education.choices, blank=True, default="")
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    phone_index = models.TextField(editable=False, blank=True, default="")
    identity = EncryptedTextField(_("identity number"), blank=True, default="")
    identity_index = models.TextField(editable=False, blank=True, default="")
    address = EncryptedTextField(_("address"), blank=True, default="")
    unit = models.TextField(_("works at"), blank=True)
    skills = models.TextField(_("skills"), blank=True)
    entered_at = models.DateTimeField(auto_now_add=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    token = models.UUIDField(unique=True, editable=False)

    objects = PersonQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("person")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(serves=False) | Q(level=Confidentiality.ORDINARY), name="people_serving_are_open"
            )
        ]
        indexes = [
            models.Index(fields=["county", "-id"], name="people_county", condition=Q(serves=True)),
            models.Index(fields=["town", "-id"], name="people_town", condition=Q(serves=True)),
            models.Index(fields=["county", "pinyin"], name="people_pinyin"),
            models.Index(fields=["county", "-id"], name="people_served_county", condition=Q(serves=False)),
            models.Index(fields=["town", "-id"], name="people_served_town", condition=Q(serves=False)),
            models.Index(fields=["county", "name"], name="people_served_name", condition=Q(serves=False)),
            models.Index(fields=["county", "initials"], name="people_served_initials", condition=Q(serves=False)),
            models.Index(fields=["phone_index"], name="people_phone", condition=~Q(phone_index="")),
            models.Index(fields=["identity_index"], name="people_identity", condition=~Q(identity_index="")),
        ]

    def __str__(self) -> str:
        return self.name or pgettext("person", "no name given")

    def spell(self) -> None:
        self.pinyin, self.initials = person_pinyin(self.name), person_initials(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.spell()
        super().save(*args, **kwargs)

    def age_on(self, day: date) -> int | None:
        """Full years on a day; None where no birth is known, the fewest there can be where only the year is."""
        return None if self.born is None else ages.age_on(self.born, day, year_only=self.born_year_only)

    def is_minor(self, day: date) -> bool | None:
        """Whether the person is under 18 on a day (未成年人保护法 Art 2); None where no birth is known."""
        age = self.age_on(day)
        return None if age is None else age < ages.ADULT

    @property
    def age(self) -> int | None:
        """Full years today."""
        return self.age_on(timezone.localdate())
