from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tonghu.kit.text import initials_of, pinyin_of
from tonghu.places.acting import Acting, area_of
from tonghu.places.rules import Level, span


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, actor: Acting) -> PlaceQuerySet:
        """Divisions of the actor's area."""
        lo, hi = area_of(actor)
        return self.filter(code__gte=lo, code__lte=hi)

    def below(self, place: Place) -> PlaceQuerySet:
        """The place and all divisions under it."""
        lo, hi = place.span
        return self.filter(code__gte=lo, code__lte=hi)


class Place(models.Model):
    """An administrative division; its 12-digit statistical code is its key."""

    code = models.BigIntegerField(_("code"), primary_key=True)
    level = models.SmallIntegerField(_("level"), choices=Level.choices)
    name = models.TextField(_("name"))
    name_en = models.TextField(_("English name"), blank=True)
    pinyin = models.TextField(editable=False)
    initials = models.TextField(editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("division")
        ordering = ["code"]
        indexes = [models.Index(fields=["level", "code"], name="places_level")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__gte=10**11, code__lt=10**12), name="places_code_has_12_digits"
            )
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.spell()
        super().save(*args, **kwargs)

    def spell(self) -> None:
        self.pinyin, self.initials = pinyin_of(self.name), initials_of(self.name)

    @property
    def span(self) -> tuple[int, int]:
        return span(self.code, self.level)
