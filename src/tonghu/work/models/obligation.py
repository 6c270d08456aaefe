from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import Confidentiality, Guarded, GuardedQuerySet, HasScope
from tonghu.kit.workdays import Deadline, Rest, Unit, explain, rest_of
from tonghu.work.rules import State, kind_label


class ObligationQuerySet(GuardedQuerySet["Obligation"]):
    def visible_to(self, actor: HasScope) -> Self:
        """What is open to the actor: as a case is, and what climbed to the office she acts for."""
        scope = actor.scope
        found = scope.guarded()
        if scope.casework and scope.office is not None:
            found |= scope.q() & Q(level=Confidentiality.RESTRICTED, climbed_to_id=scope.office)
        return self.filter(found)

    def open(self) -> Self:
        return self.filter(state=State.OPEN)


class Obligation(Guarded):
    """Something an office owes by a day: a term of law running, or a task with a day of its own.

    It is about a record of a desk (``subject_table``, ``subject_id``) and carries that record's confidentiality.
    """

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="obligations")
    kind = models.TextField(_("kind"))
    label = models.TextField(_("what to do"), blank=True)
    subject_table = models.TextField(editable=False)
    subject_id = models.BigIntegerField(editable=False)
    subject_label = models.TextField(_("number"), blank=True)
    ordinal = models.IntegerField(default=0, editable=False)
    assigned = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("with"),
    )
    term = models.ForeignKey("work.Term", null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("from"))
    due = models.DateField(_("due"))
    due_at = models.DateTimeField(_("due at"), null=True, blank=True)
    moved_from = models.DateField(null=True, editable=False)
    assumed = models.BooleanField(default=False, editable=False)
    postponed = models.PositiveSmallIntegerField(_("days put off"), default=0)
    state = models.TextField(_("state"), choices=State.choices, default=State.OPEN)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    ended_by = models.BigIntegerField(null=True, editable=False)
    ended_why = models.TextField(_("why"), blank=True, editable=False)
    in_time = models.BooleanField(_("in time"), null=True, editable=False)
    climbed_to = models.ForeignKey(
        "places.Office", null=True, editable=False, on_delete=models.PROTECT, related_name="climbed"
    )
    climbed_on = models.DateField(null=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)

    objects = ObligationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["office", "due", "id"], condition=Q(state="open"), name="work_open_office"),
            models.Index(fields=["county", "due", "id"], condition=Q(state="open"), name="work_open_county"),
            models.Index(fields=["town", "due", "id"], condition=Q(state="open"), name="work_open_town"),
            models.Index(fields=["climbed_to", "due"], condition=Q(state="open"), name="work_open_climbed"),
            models.Index(fields=["due"], condition=Q(state="open"), name="work_open_due"),
            models.Index(fields=["county", "due"], condition=Q(state="done"), name="work_done_county"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_table", "subject_id", "kind", "ordinal"], name="work_obligation_once"
            ),
            models.CheckConstraint(condition=Q(due__gte=models.F("since")), name="work_due_after_since"),
            models.CheckConstraint(condition=Q(state="open") | Q(ended_at__isnull=False), name="work_ended_has_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_label} {self.said}".strip()

    @property
    def said(self) -> str:
        """What to do, in the reader's language."""
        return gettext(self.label) if self.label else self.kind_label

    @property
    def kind_label(self) -> str:
        return kind_label(self.kind)

    @property
    def explained(self) -> str:
        """How the last day was found; blank for a task that had a day of its own."""
        if self.term is None or self.postponed:
            return ""
        rest = None
        if self.moved_from is not None:
            rest = rest_of(self.moved_from) or Rest.CLOSED
        # a term of hours runs from a moment, which its end still knows
        hours = timedelta(hours=self.term.number) if self.due_at and self.term.unit == Unit.HOURS else None
        deadline = Deadline(
            self.due,
            timezone.localtime(self.due_at - hours) if self.due_at and hours else self.since,
            self.term.number,
            Unit(self.term.unit),
            at=timezone.localtime(self.due_at) if self.due_at else None,
            moved_from=self.moved_from,
            rest=rest,
            assumed=self.assumed,
        )
        return explain(deadline, self.term.source)
