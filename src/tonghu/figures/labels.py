"""What the kinds are called by which a figure is divided, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tonghu.cases.rules.bodies import Body
from tonghu.cases.rules.kinds import Channel, Kind, Matter, Talk
from tonghu.cases.rules.steps import TrackKind
from tonghu.cases.rules.ways import Outcome
from tonghu.cases.sql_slips import GROWN, UNKNOWN_AGE
from tonghu.figures.figure import By, Text
from tonghu.outreach.rules import ActivityKind
from tonghu.people.rules import Sex
from tonghu.places.rules import OfficeKind

AGE_LABELS: dict[str, Text] = {
    "0-5": _("Under 6"),
    "6-13": _("6 to 13"),
    "14-15": _("14 and 15"),
    "16-17": _("16 and 17"),
    GROWN: _("18 by then"),
    UNKNOWN_AGE: pgettext_lazy("age", "Unknown"),
}
VISITS: dict[str, Text] = {
    "scene": _("Going to the scene"),
    "track": _("Warning letter or other track"),
    "follow_up": _("Follow-up"),
}


def _of(choices: type[models.TextChoices] | type[models.IntegerChoices]) -> Mapping[str, Text]:
    return {str(value): label for value, label in choices.choices}


LABELS: dict[By, Mapping[str, Text]] = {
    "kind": _of(ActivityKind),
    "office_kind": _of(OfficeKind),
    "case_kind": {**_of(Kind), "": pgettext_lazy("kind of petition", "Not stated")},
    "matter": _of(Matter),
    "channel": _of(Channel),
    "talk": _of(Talk),
    "outcome": {**_of(Outcome), "": pgettext_lazy("outcome", "Not stated")},
    "sex": _of(Sex),
    "age": AGE_LABELS,
    "agency": _of(Body),
    "track": _of(TrackKind),
    "visit": VISITS,
}
"""A code that is no longer among them is shown as it is."""
