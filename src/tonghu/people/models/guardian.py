from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import HasScope, Scoped, ScopedQuerySet
from tonghu.people.codes import Kinship

from .person import seen


class GuardianQuerySet(ScopedQuerySet["Guardian"]):
    def visible_to(self, actor: HasScope) -> Self:
        """Ties of which the actor may see both people."""
        return self.filter(seen(actor.scope, "child__"), seen(actor.scope, "person__"))


class Guardian(Scoped):
    """Who is a child's guardian or cares for it, from a day to a day; ``child`` is the child's person."""

    child = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="guardians", verbose_name=_("child")
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="wards", verbose_name=_("guardian")
    )
    kinship = models.TextField(_("relation to the child"), choices=Kinship.choices)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    lives_with = models.BooleanField(_("lives with the child"), default=False)

    objects = GuardianQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("guardian")
        ordering = ["child_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["child", "person"], condition=Q(until=None), name="people_guardian_once"),
            models.CheckConstraint(condition=~Q(child=F("person")), name="people_guardian_is_another"),
            models.CheckConstraint(condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                                   name="people_guardian_days"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_kinship_display())
