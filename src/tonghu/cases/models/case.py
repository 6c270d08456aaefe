from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.cases.rules.kinds import KIND_OF, Channel, Kind, Matter
from tonghu.cases.rules.states import State
from tonghu.cases.rules.ways import Class, Danger, Outcome, Satisfaction, Situation, Way
from tonghu.kit.fields import EncryptedTextField
from tonghu.kit.scope import Guarded

PERSONAL = "words,title,situations"
"""Columns the trail keeps apart from its entries."""


class Case(Guarded):
    """A matter somebody brought, from registration to the last follow-up.

    ``office`` owns it and ``place`` is that office's; ``numbered`` gave it its number and never changes.
    ``day`` is the day it was brought, ``entered_at`` when it was written down. ``kind`` follows from ``matter``.
    """

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="cases")
    numbered = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="+", editable=False)
    year = models.SmallIntegerField(editable=False)
    serial = models.IntegerField(editable=False)
    day = models.DateField(_("date"))
    channel = models.TextField(_("channel"), choices=Channel.choices)
    title = models.TextField(_("in short"), help_text=_("Without names."))
    words = EncryptedTextField(_("what happened, in her words"), blank=True, default="")
    matter = models.TextField(_("kind"), choices=Matter.choices)
    also = ArrayField(
        models.TextField(choices=Matter.choices), verbose_name=_("further kinds"), default=list, blank=True
    )
    kind = models.TextField(choices=Kind.choices, editable=False)
    minor = models.BooleanField(_("a minor is concerned"), default=False)
    danger = models.SmallIntegerField(_("danger"), choices=Danger.choices, default=Danger.NONE)
    situations = ArrayField(
        models.SmallIntegerField(choices=Situation.choices),
        verbose_name=_("the nine situations"),
        default=list,
        blank=True,
    )
    noticed_on = models.DateField(_("noticed on"), null=True, blank=True)
    people = models.IntegerField(_("persons who came"), default=1)
    state = models.TextField(_("state"), choices=State.choices, default=State.REGISTERED)
    classed = models.TextField(_("class"), choices=Class.choices, blank=True, default="")
    way = models.SmallIntegerField(_("way"), choices=Way.choices, null=True, blank=True)
    officer = models.BigIntegerField(null=True, editable=False)
    officer_name = models.TextField(_("officer"), editable=False, blank=True, default="")
    accepted_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    directed_to = models.TextField(_("competent body"), blank=True, default="")
    extended_days = models.SmallIntegerField(null=True, blank=True)
    outcome = models.TextField(_("outcome"), choices=Outcome.choices, blank=True, default="")
    satisfaction = models.SmallIntegerField(_("satisfaction"), choices=Satisfaction.choices, null=True, blank=True)
    result = EncryptedTextField(_("result"), blank=True, default="")
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="joined")
    split_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    repeats = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="repeated_by")
    state_number = models.TextField(_("number in the state petition system"), blank=True, default="")
    reception = models.BooleanField(_("from the lawyer reception day"), default=False)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.BigIntegerField(editable=False)
    entered_name = models.TextField(_("recorded by"), editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.IntegerField(default=1, editable=False)
    token = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["county", "-day", "-id"], name="cases_county_day"),
            models.Index(fields=["town", "-day", "-id"], name="cases_town_day"),
            models.Index(fields=["-day", "-id"], name="cases_day"),
            models.Index(fields=["office", "state", "-day"], name="cases_office_state"),
            models.Index(fields=["officer", "state"], name="cases_officer_state"),
            models.Index(fields=["county", "year", "serial"], name="cases_county_number"),
            models.Index(fields=["state_number"], name="cases_state_number", condition=~Q(state_number="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["numbered", "year", "serial"], name="cases_number_once"),
            models.CheckConstraint(condition=Q(people__gte=0, people__lte=100_000), name="cases_people_sane"),
            models.CheckConstraint(
                condition=Q(extended_days=None) | Q(extended_days__gte=1, extended_days__lte=30),
                name="cases_extended_sane",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("day")), name="cases_closed_later"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("id")), name="cases_not_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number as people write it: year and serial number of the office that registered it."""
        return f"{self.year}-{self.serial:04d}"

    @property
    def kinds(self) -> list[str]:
        """All its kinds, the leading one first."""
        return [self.matter, *(one for one in self.also if one != self.matter)]

    def settle(self) -> None:
        """Fill what follows from other columns."""
        self.kind = KIND_OF[self.matter]
