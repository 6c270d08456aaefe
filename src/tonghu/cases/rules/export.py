"""What a column of the export for the state petition system may hold. Pure: no database.

The state's real form is not public. These are our own names for our own columns; an office arranges them under the
headings it was given. Nothing here says who a person is.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportField(models.TextChoices):
    """What stands in a column."""

    STATE_NUMBER = "state_number", _("Number in the state petition system")
    NUMBER = "number", _("Our number")
    OFFICE = "office", _("Office")
    DAY = "day", _("Day it was brought")
    ENTERED = "entered", _("Day it was registered")
    CHANNEL = "channel", _("Channel")
    PEOPLE = "people", _("Persons who came")
    MINOR = "minor", _("Whether a minor is concerned")
    KIND = "kind", _("Kind of petition")
    MATTER = "matter", _("Leading kind")
    CLASSED = "classed", _("Suggestion, accusation, appeal or request")
    WAY = "way", _("Way under Art 31")
    STATE = "state", _("State")
    ACCEPTED = "accepted", _("Accepted on")
    TOLD = "told", _("Told in writing on")
    DIRECTED = "directed", _("Competent body told")
    CLOSED = "closed", _("Day of closure")
    OUTCOME = "outcome", _("Outcome")
    SATISFACTION = "satisfaction", _("Satisfaction")
    OFFICER = "officer", _("Officer")
    CONSTANT = "constant", _("Fixed text")


USUAL = (
    ExportField.STATE_NUMBER, ExportField.NUMBER, ExportField.OFFICE, ExportField.DAY, ExportField.CHANNEL,
    ExportField.PEOPLE, ExportField.MATTER, ExportField.CLASSED, ExportField.WAY, ExportField.STATE,
    ExportField.ACCEPTED, ExportField.CLOSED, ExportField.OUTCOME, ExportField.SATISFACTION,
)  # fmt: skip
"""The columns of an office that has not arranged its own."""
