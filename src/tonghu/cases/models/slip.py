from django.contrib.postgres.fields import ArrayField
from django.db import models

from tonghu.kit.scope import Scoped


class CaseSlip(Scoped):
    """What figures may count of a case: no person, no words. Written by triggers; sealed cases have none.

    It stands behind the wall of the area alone: figures count by office, readers see cases by right.
    ``closed_on`` is the day of an approved closure, ``ended_on`` also that of a withdrawal or of telling which body
    is competent. ``due`` is the last day of the 60 (Art 34) as extended; ``in_time`` says of a closed one whether it
    kept it. ``delay_days`` runs from the day a harm was noticed to the mandatory report.
    """

    case_id = models.BigIntegerField(primary_key=True)
    office_id = models.BigIntegerField()
    day = models.DateField()
    closed_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    due = models.DateField(null=True)
    entered_at = models.DateTimeField()
    kind = models.TextField()
    matter = models.TextField()
    matters = ArrayField(models.TextField())
    channel = models.TextField()
    classed = models.TextField()
    way = models.SmallIntegerField(null=True)
    state = models.TextField()
    outcome = models.TextField()
    satisfaction = models.SmallIntegerField(null=True)
    minor = models.BooleanField()
    reception = models.BooleanField()
    danger = models.SmallIntegerField()
    people = models.IntegerField()
    person_times = models.IntegerField()
    incidents = models.IntegerField()
    minors = models.IntegerField()
    minor_sexes = ArrayField(models.SmallIntegerField())
    minor_ages = ArrayField(models.TextField())
    in_time = models.BooleanField(null=True)
    days_open = models.IntegerField(null=True)
    delay_days = models.IntegerField(null=True)
    goals = models.IntegerField()
    goals_reached = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["county", "day"], name="cases_slip_county"),
            models.Index(fields=["town", "day"], name="cases_slip_town"),
            models.Index(fields=["county", "closed_on"], name="cases_slip_closed"),
            models.Index(fields=["county", "day"], name="cases_slip_open", condition=models.Q(ended_on=None)),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class EventSlip(Scoped):
    """What was done in a case on a day: letters sent and answered, tracks begun, visits. Written by triggers.

    ``sort`` is what it was, ``sub`` tells it apart (the kind of body, of track, of visit), ``n`` how many that day.
    """

    case_id = models.BigIntegerField()
    office_id = models.BigIntegerField()
    day = models.DateField()
    kind = models.TextField()
    minor = models.BooleanField()
    sort = models.TextField()
    sub = models.TextField()
    n = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["county", "day"], name="cases_eventslip_county"),
            models.Index(fields=["town", "day"], name="cases_eventslip_town"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case_id", "sort", "sub", "day"], name="cases_eventslip_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.sort}"


class ContactSlip(Scoped):
    """What figures may count of a contact; those of sealed cases have none."""

    contact_id = models.BigIntegerField(primary_key=True)
    office_id = models.BigIntegerField()
    day = models.DateField()
    channel = models.TextField()
    talk = models.TextField()
    kind = models.TextField()
    people = models.IntegerField()
    minors = models.IntegerField()
    minor = models.BooleanField()
    again = models.BooleanField()
    reception = models.BooleanField()
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["county", "day"], name="cases_contactslip_county"),
            models.Index(fields=["town", "day"], name="cases_contactslip_town"),
        ]

    def __str__(self) -> str:
        return str(self.contact_id)
