"""The first classification of a petition (信访工作条例, 2022-05-01, Art 31)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Class(models.TextChoices):
    """What a petition is: suggestion, accusation, or appeal or request."""

    SUGGESTION = "suggestion", _("Suggestion or opinion")
    ACCUSATION = "accusation", _("Accusation or report of wrongdoing")
    APPEAL = "appeal", _("Appeal or request")


class Way(models.IntegerChoices):
    """By which way an appeal or request is handled (Art 31 (1) to (6))."""

    JUSTICE = 1, _("(1) court, procuratorate or police procedure")
    ARBITRATION = 2, _("(2) arbitration")
    PARTY = 3, _("(3) Party procedure")
    ADMINISTRATIVE = 4, _("(4) administrative procedure")
    DUTY = 5, _("(5) a body's duty to act or to stop a wrong")
    PETITION = 6, _("(6) petition procedure")


TIMED = Way.PETITION
"""Only this way starts the 60 days (Arts 31(6), 34)."""

MOST_REPRESENTATIVES = 5
"""Representatives of a group petition (Art 20)."""


class Situation(models.IntegerChoices):
    """The nine situations that must be reported (强制报告意见, 2020, Art 4)."""

    PRIVATE_PARTS = 1, _("1. Unnatural injury of private parts")
    UNDER_14 = 2, _("2. Girl under 14: sexual assault, pregnancy or abortion")
    OVER_14 = 3, _("3. Girl of 14 or over: pregnancy or abortion by sexual assault")
    INJURIES = 4, _("4. Several injuries, malnutrition or unconsciousness: violence, bullying, abuse, drugging")
    DISABLED_OR_DEAD = 5, _("5. Disability or death by suicide, self-harm, poisoning, beating and the like")
    ABANDONED = 6, _("6. Abandoned, or long without care")
    UNKNOWN_ORIGIN = 7, _("7. Of unknown origin, missing, trafficked or bought")
    BEGGING = 8, _("8. Made to beg")
    OTHER = 9, _("9. Other serious harm, or danger of unlawful harm now")


class Danger(models.IntegerChoices):
    """How great the danger is; it sets the intervals of follow-up and of the next assessment."""

    NONE = 0, _("No danger seen")
    LOW = 1, _("Low")
    MEDIUM = 2, _("Medium")
    HIGH = 3, _("High")


class Outcome(models.TextChoices):
    """How a case ended."""

    SETTLED = "settled", _("Settled")
    MEDIATED = "mediated", _("Settled by mediation")
    PARTLY = "partly", _("Settled in part")
    EXPLAINED = "explained", _("Explained and advised")
    OTHER_BODY = "other_body", _("Taken over by another body")
    COURT = "court", _("Decided by a court")
    GONE = "gone", _("Could not be reached any more")


class Satisfaction(models.IntegerChoices):
    """What the petitioner says of the handling."""

    SATISFIED = 1, _("Satisfied")
    MOSTLY = 2, _("Mostly satisfied")
    NOT = 3, _("Not satisfied")
    UNSAID = 9, _("Did not say")
