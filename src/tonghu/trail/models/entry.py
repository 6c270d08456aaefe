from typing import Self

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from tonghu.kit.scope import COUNTY, HasScope, generated


class Verb(models.TextChoices):
    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
    OPEN = "open"
    REFUSED = "refused"
    DECIDE = "decide"
    EXPORT = "export"
    UNMASK = "unmask"
    GLASS = "glass"
    ASK = "ask"
    SIGN_IN = "sign-in"


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: HasScope) -> Self:
        """The actor's own places; everything for the audit administrator."""
        return self if actor.scope.audit else self.filter(actor.scope.q())

    def about(self, table: str, object_id: int) -> Self:
        return self.filter(root_table=table, root_id=object_id)


class Entry(models.Model):
    """One line of the trail. Written by triggers and by ``trail_note``; nobody may change it."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    actor = models.TextField()
    office_id = models.BigIntegerField(null=True)
    office = models.TextField()
    request = models.TextField()
    verb = models.TextField(choices=Verb.choices)
    table_name = models.TextField()
    object_id = models.BigIntegerField(null=True)
    root_table = models.TextField()
    root_id = models.BigIntegerField(null=True)
    label = models.TextField()
    place = models.BigIntegerField(null=True)
    county = generated(COUNTY)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField()
    personal_digest = models.TextField()
    seal = models.ForeignKey("trail.Seal", null=True, on_delete=models.PROTECT)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["root_table", "root_id", "-id"], name="trail_about"),
            models.Index(fields=["county", "-id"], name="trail_county"),
            models.Index(fields=["user_id", "-id"], name="trail_user"),
            BrinIndex(fields=["at"], name="trail_at"),
            models.Index(fields=["id"], condition=models.Q(seal=None), name="trail_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.table_name} {self.object_id}"
