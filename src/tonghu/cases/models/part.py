from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from tonghu.kit.scope import HasScope, Scoped, ScopedQuerySet

M = TypeVar("M", bound=models.Model)


class PartQuerySet(ScopedQuerySet[M]):
    def visible_to(self, actor: HasScope) -> Self:
        """Parts of the cases that are open to the actor."""
        return self.filter(actor.scope.guarded("case__"))


class CasePart(Scoped):
    """A part of a case: seen exactly where its case is seen, standing where it stands."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.BigIntegerField(editable=False)
    entered_name = models.TextField(editable=False)
    token = models.UUIDField(unique=True, editable=False, null=True)

    objects = PartQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        abstract = True
