from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tonghu.cases.rules.kinds import Matter
from tonghu.kit.fields import EncryptedTextField
from tonghu.kit.scope import HasScope, Scoped, ScopedQuerySet

M = TypeVar("M", bound=models.Model)


class LoggedQuerySet(ScopedQuerySet[M]):
    def visible_to(self, actor: HasScope) -> Self:
        """Rows of the area, to those who do casework."""
        return super().visible_to(actor) if actor.scope.casework else self.none()


class ReceptionDay(Scoped):
    """A lawyer reception day (律师接访日): when, where, which lawyer."""

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="reception_days")
    day = models.DateField(_("date"))
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    minutes = models.SmallIntegerField(_("minutes a slot"), default=30)
    venue = models.TextField(_("where"), blank=True, default="")
    lawyer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="reception_days")
    stands_in = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("stands in")
    )
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_why = models.TextField(blank=True, default="")
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_name = models.TextField(editable=False)
    token = models.UUIDField(unique=True, editable=False)

    objects = LoggedQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-day", "begins"]
        indexes = [models.Index(fields=["county", "-day"], name="cases_reception_county")]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="cases_reception_ends"),
            models.CheckConstraint(condition=Q(minutes__gte=10, minutes__lte=240), name="cases_reception_minutes"),
            models.UniqueConstraint(
                fields=["lawyer", "day", "begins"],
                condition=Q(cancelled_on=None, stands_in=None),
                name="cases_reception_lawyer_once",
            ),
        ]

    def __str__(self) -> str:
        return self.day.isoformat()


class Slot(Scoped):
    """One consultation of a reception day, booked or walked in.

    What was asked and advised, and by whom, stands in the contact log once it is recorded: there it follows the
    confidentiality of its case. ``who`` and ``phone`` are kept here only until then.
    """

    reception = models.ForeignKey(ReceptionDay, on_delete=models.CASCADE, related_name="slots")
    at = models.TimeField(_("at"))
    walk_in = models.BooleanField(_("walked in"), default=False)
    who = EncryptedTextField(_("who"), blank=True, default="")
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    people = models.SmallIntegerField(_("persons who came"), default=1)
    minor = models.BooleanField(_("a minor is concerned"), default=False)
    minors_present = models.SmallIntegerField(_("minors who came"), default=0)
    matter = models.TextField(_("kind"), choices=Matter.choices, blank=True, default="")
    came = models.BooleanField(null=True, blank=True)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_name = models.TextField(editable=False)
    token = models.UUIDField(unique=True, editable=False)

    objects = LoggedQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["reception", "at"], condition=Q(walk_in=False), name="cases_slot_once"),
            models.CheckConstraint(condition=Q(people__gte=0, minors_present__gte=0), name="cases_slot_people"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%H:%M}"
