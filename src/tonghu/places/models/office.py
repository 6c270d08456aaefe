from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tonghu.kit.text import initials_of, pinyin_of
from tonghu.places.acting import Acting, area_of
from tonghu.places.rules import LISTED_ONLY, OfficeKind


class OfficeQuerySet(models.QuerySet["Office"]):
    def visible_to(self, actor: Acting) -> OfficeQuerySet:
        """Offices of the actor's area, closed ones too."""
        return self.within(*area_of(actor))

    def open_on(self, day: date) -> OfficeQuerySet:
        """Offices that existed on a date."""
        return self.filter(models.Q(closed_on=None) | models.Q(closed_on__gt=day), opened_on__lte=day)

    def acting(self) -> OfficeQuerySet:
        """Without those that belong to another body and are only listed."""
        return self.exclude(kind__in=LISTED_ONLY)

    def within(self, lo: int, hi: int) -> OfficeQuerySet:
        return self.filter(place_id__gte=lo, place_id__lte=hi)


def called(name: str, name_en: str, short: str) -> str:
    """How an office is called in a line of text, in the reader's language."""
    if get_language() == "en":
        return name_en or name
    return short or name


class Office(models.Model):
    """A unit at a place: a federation, a member unit, a station, a school, a partner.

    An office is public: its name hangs on a door. Its people are contacts, behind the walls.
    """

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, verbose_name=_("place"))
    kind = models.TextField(_("kind"), choices=OfficeKind.choices)
    name = models.TextField(_("name"))
    name_en = models.TextField(_("English name"), blank=True)
    short = models.TextField(_("short name"), blank=True)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        verbose_name=_("belongs to"),
    )
    address = models.TextField(_("address"), blank=True)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    pinyin = models.TextField(editable=False)
    initials = models.TextField(editable=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        ordering = ["place_id", "kind", "id"]
        indexes = [
            models.Index(fields=["kind", "place"], name="places_office_kind"),
            models.Index(fields=["place"], name="places_office_place"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["place", "kind", "name"], name="places_office_once"),
            models.CheckConstraint(
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
                name="places_office_closed_after_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.spell()
        super().save(*args, **kwargs)

    def spell(self) -> None:
        self.pinyin, self.initials = pinyin_of(self.name), initials_of(self.name)

    @property
    def acts(self) -> bool:
        """Whether it can hold grants and records of its own; a panel is its court's and only listed."""
        return self.kind not in LISTED_ONLY

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return called(self.name, self.name_en, self.short)
