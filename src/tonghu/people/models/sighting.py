from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import HasScope, Scoped, ScopedQuerySet

from .person import seen


class SightingQuerySet(ScopedQuerySet["Sighting"]):
    def visible_to(self, actor: HasScope) -> Self:
        """Sightings of people whom the actor may see: of a sealed one, only those named on it."""
        return self.filter(seen(actor.scope, "person__"))


class Sighting(Scoped):
    """Somebody at another desk asked about a person of a sealed case, and was told nothing.

    Written by ``people_match`` alone, once a day for each person who asks.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="sightings")
    user_id = models.BigIntegerField()
    user_name = models.TextField(_("who asked"))
    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="+", verbose_name=_("office"))
    at = models.DateTimeField(_("asked at"))
    day = models.DateField()
    seen_at = models.DateTimeField(_("read at"), null=True)
    seen_by = models.BigIntegerField(null=True)

    objects = SightingQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("question about a sealed person")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["person", "user_id", "day"], name="people_sighting_once")]

    def __str__(self) -> str:
        return f"{self.office} {self.at:%Y-%m-%d}"
