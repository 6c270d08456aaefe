from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import Scoped
from tonghu.kit.text import characters, initials_of, pinyin_of
from tonghu.outreach.rules import FIRST_DAY, MOST_PEOPLE, ActivityKind, Festival, Topic


class Activity(Scoped):
    """A piece of publicity or family education as it was held.

    ``place`` is the responsible office's: figures count by office. Where it was held stands in
    ``venue`` and ``held_at``.
    """

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="activities")
    day = models.DateField(_("date"))
    last_day = models.DateField(_("last day"), null=True, blank=True)
    kind = models.TextField(_("kind"), choices=ActivityKind.choices)
    title = models.TextField(_("name"))
    venue = models.TextField(_("venue"))
    held_at = models.ForeignKey(
        "places.Place",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("division"),
        related_name="+",
    )
    festival = models.TextField(_("occasion"), choices=Festival.choices, blank=True, default="")
    topics = ArrayField(models.TextField(choices=Topic.choices), verbose_name=_("topics"), default=list, blank=True)
    consulted = models.IntegerField(_("people consulted"), null=True, blank=True)
    audience = models.IntegerField(_("audience"), null=True, blank=True)
    copies = models.IntegerField(_("copies"), default=0, editable=False)
    media = models.TextField(_("media"), blank=True)
    note = models.TextField(_("what happened"), blank=True)
    pinyin = models.TextField(editable=False)
    initials = models.TextField(editable=False)
    letters = ArrayField(models.TextField(), default=list, editable=False)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.BigIntegerField(editable=False)
    entered_name = models.TextField(_("recorded by"), editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.IntegerField(default=1, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_why = models.TextField(blank=True, default="", editable=False)
    token = models.UUIDField(unique=True, editable=False)
    batch = models.ForeignKey("intake.Batch", null=True, on_delete=models.PROTECT, editable=False)
    batch_row = models.IntegerField(null=True, editable=False)

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["county", "-day", "-id"], name="outreach_county_day"),
            models.Index(fields=["town", "-day", "-id"], name="outreach_town_day"),
            models.Index(fields=["-day", "-id"], name="outreach_day"),
            models.Index(fields=["office", "-day"], name="outreach_office_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(consulted=None) | Q(consulted__gte=0, consulted__lte=MOST_PEOPLE),
                name="outreach_consulted_sane",
            ),
            models.CheckConstraint(
                condition=Q(audience=None) | Q(audience__gte=0, audience__lte=MOST_PEOPLE),
                name="outreach_audience_sane",
            ),
            models.CheckConstraint(condition=Q(day__gte=FIRST_DAY), name="outreach_day_sane"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=models.F("day")),
                name="outreach_last_day_after_day",
            ),
            models.UniqueConstraint(fields=["batch", "batch_row"], name="outreach_batch_row_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def spell(self) -> None:
        """Fill the columns that a search reads."""
        text = f"{self.title} {self.venue}"
        self.pinyin, self.initials, self.letters = pinyin_of(text), initials_of(text), characters(text)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.spell()
        super().save(*args, **kwargs)
