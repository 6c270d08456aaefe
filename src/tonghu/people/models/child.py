from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.kit.fields import EncryptedTextField
from tonghu.kit.scope import HasScope, Scoped, ScopedQuerySet
from tonghu.people import ages

from .person import seen

PERSONAL = "school,carer,file_number"
"""Columns the trail keeps apart from its entries."""


class ChildQuerySet(ScopedQuerySet["Child"]):
    def visible_to(self, actor: HasScope) -> Self:
        """Children whose person the actor may see."""
        return self.filter(seen(actor.scope, "person__"))


class Child(Scoped):
    """What the federation knows of a person because she is or was a minor; it stays when she turns 18."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="child")
    school = EncryptedTextField(_("school"), blank=True, default="")
    carer = models.TextField(_("who cares for the child"), blank=True, default="")
    file_number = models.TextField(_("file number"), blank=True, default="")

    objects = ChildQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("child")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def turned_18_on(self) -> date | None:
        """The day on which the child is or was 18, on which steps for minors end; None without a birth."""
        person = self.person
        return None if person.born is None else ages.adult_on(person.born, year_only=person.born_year_only)

    def age_on(self, day: date) -> int | None:
        """As :meth:`Person.age_on`."""
        return self.person.age_on(day)

    def is_minor(self, day: date) -> bool:
        """Whether the child is under 18 on a day; who is kept as a child without a birth is one."""
        return self.person.is_minor(day) is not False
