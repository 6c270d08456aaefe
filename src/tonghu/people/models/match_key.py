from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import COUNTY, HasScope, generated
from tonghu.people.rules import KeySort

from .person import seen


class MatchKeyQuerySet(models.QuerySet["MatchKey"]):
    def visible_to(self, actor: HasScope) -> Self:
        """Keys of people who are served and whom the actor may see."""
        return self.filter(actor.scope.q(), seen(actor.scope, "person__"), person__serves=False)


class MatchKey(models.Model):
    """A keyed fingerprint of one thing known of a person who is served: nothing can be read from it.

    Written with the person and thrown away with her; by it she is found again under another spelling.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="keys")
    place = models.BigIntegerField(editable=False)
    county = generated(COUNTY)
    sort = models.TextField(choices=KeySort.choices)
    key = models.TextField()

    objects = MatchKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("match key")
        indexes = [models.Index(fields=["key", "county"], name="people_key")]

    def __str__(self) -> str:
        return str(self.get_sort_display())
