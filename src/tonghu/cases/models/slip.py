from django.contrib.postgres.fields import ArrayField
from django.db import models

from tonghu.kit.scope import Scoped


class CaseSlip(Scoped):
    """What figures may count of a case: no person, no words. Written by triggers; sealed cases have none.

    It stands behind the wall of the area alone: figures count by office, readers see cases by right.
    """

    case_id = models.BigIntegerField(primary_key=True)
    office_id = models.BigIntegerField()
    day = models.DateField()
    closed_on = models.DateField(null=True)
    entered_on = models.DateField()
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
    agencies = ArrayField(models.TextField())
    in_time = models.BooleanField(null=True)
    days_open = models.IntegerField(null=True)
    delay_days = models.IntegerField(null=True)
    goals = models.IntegerField()
    goals_reached = models.IntegerField()
    reports = models.IntegerField()
    returns = models.IntegerField()
    protection_orders = models.IntegerField()
    visits = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["county", "day"], name="cases_slip_county"),
            models.Index(fields=["town", "day"], name="cases_slip_town"),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


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

    class Meta:
        indexes = [
            models.Index(fields=["county", "day"], name="cases_contactslip_county"),
            models.Index(fields=["town", "day"], name="cases_contactslip_town"),
        ]

    def __str__(self) -> str:
        return str(self.contact_id)
