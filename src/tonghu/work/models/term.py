from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tonghu.kit.workdays import Unit
from tonghu.work.rules import kind_label
from tonghu.work.terms import TERMS

UNITS = [
    (Unit.DAYS.value, _("days")),
    (Unit.WORKDAYS.value, _("working days")),
    (Unit.HOURS.value, _("hours")),
    (Unit.MONTHS.value, _("months")),
]


class TermQuerySet(models.QuerySet["Term"]):
    def in_force(self, day: date, office_id: int | None = None) -> TermQuerySet:
        """By key, the rows that hold for an office on a day: the first of a key is the one in force.

        An office's own row goes before the general one, a later one before an earlier.
        """
        return self.filter(models.Q(office=None) | models.Q(office_id=office_id), since__lte=day).order_by(
            "key", models.F("office_id").asc(nulls_last=True), "-since"
        )


class Term(models.Model):
    """A term of law or of the house, from a day on. A change is a new row: running clocks keep theirs."""

    key = models.TextField(_("term"))
    number = models.PositiveSmallIntegerField(_("length"))
    unit = models.TextField(_("unit"), choices=UNITS)
    article = models.TextField(_("source"), blank=True)
    verified = models.BooleanField(_("compared with the source"), default=False)
    since = models.DateField(_("from"))
    office = models.ForeignKey("places.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(_("why"), blank=True)
    changed_by = models.BigIntegerField(null=True, editable=False)
    changed_name = models.TextField(_("changed by"), blank=True, editable=False)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["key", "-since", "office_id"]
        constraints = [
            models.UniqueConstraint(fields=["key", "office", "since"], nulls_distinct=False, name="work_term_once"),
            models.CheckConstraint(condition=models.Q(number__lte=3660), name="work_term_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.length}"

    @property
    def text(self) -> str:
        """What the term is for."""
        return kind_label(self.key)

    @property
    def length(self) -> str:
        """``15 days``."""
        return f"{self.number} {self.get_unit_display()}"

    @property
    def source(self) -> str:
        """The article in the reader's language; blank where no law stands behind it."""
        return gettext(self.article) if self.article else ""

    @property
    def own(self) -> bool:
        """Whether an office may set its own length."""
        return self.key in TERMS and TERMS[self.key].own
