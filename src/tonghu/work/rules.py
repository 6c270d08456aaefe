"""What an obligation is and how far it may be put off. Pure: no database."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tonghu.work.terms import TERMS


class State(models.TextChoices):
    """Where an obligation stands."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("No longer due")


SOON = 7
"""Days ahead in which something falls due "this week"."""

REMIND_BEFORE = 3
"""Days before the last one from which on somebody is reminded."""

RATED = 30
"""Days back over which the rate of what was done in time is taken."""

EXTENSIONS = {"petition.finish": "petition.extension"}
"""Statutory terms that may be extended, once, and the term that says by how much at most."""

MOST_POSTPONED = 30
"""Days by which a term that is not laid down by law may be put off, all in all."""

OTHER: dict[str, Promise] = {
    "task": _("Task"),
    "task.visit": _("Visit"),
    "task.call": _("Call"),
    "task.session": _("Session"),
    "task.plan": _("Step of the plan"),
    "task.safety": _("Step of the safety plan"),
    "task.agreement": _("What was agreed"),
    "task.return": _("Return to the body that asked"),
}
"""What is due by a day of its own, without a term."""


def kind_label(kind: str) -> str:
    """What a kind of obligation is called: the matter of its term, or the task's own word."""
    if kind in TERMS:
        return str(TERMS[kind].text)
    return str(OTHER.get(kind, OTHER["task"]))
