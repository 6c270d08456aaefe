"""Needs, goals and how a goal or a promise ends. Pure: no database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    """What somebody in a case lacks; the assessment finds them, the plan answers each with a goal."""

    SAFETY = "safety", _("Safety")
    MEDICAL = "medical", _("Medical care")
    CARE = "care", _("Somebody who cares for the child")
    COUNSELLING = "counselling", _("Psychological support")
    SCHOOLING = "schooling", _("Schooling")
    LEGAL = "legal", _("Legal help")
    LIVELIHOOD = "livelihood", _("Livelihood and shelter")
    PARENTING = "parenting", _("Family education of the parents")
    OTHER = "other", _("Another need")


PROPOSED: dict[str, object] = {
    Need.SAFETY: _("Nobody is hurt or threatened any more; everybody in danger knows where to go and whom to call."),
    Need.MEDICAL: _("Injuries are seen by a doctor and written down."),
    Need.CARE: _("Somebody able to is looking after the child every day."),
    Need.COUNSELLING: _("A counsellor sees whoever was hurt or frightened, as often as it takes."),
    Need.SCHOOLING: _("The child goes to school regularly."),
    Need.LEGAL: _("She knows her rights and has help to claim them."),
    Need.LIVELIHOOD: _("There is enough to live on and a place to stay."),
    Need.PARENTING: _("The parents learn how to bring the child up without violence."),
}
"""Words a goal begins with; the officer changes them."""

MOST_GOALS = 20
MOST_PROMISES = 12
MOST_HOURS = 24


def need_label(key: str) -> str:
    """What a need is called; the key itself where it is none of ours."""
    return str(Need(key).label) if key in Need.values else key
