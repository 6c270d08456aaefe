"""Levels of the administrative divisions and kinds of offices."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.IntegerChoices):
    """Length of a division's code in digits (GB/T 2260 and the 12-digit statistical code)."""

    PROVINCE = 2, _("Province")
    CITY = 4, _("City")
    COUNTY = 6, _("County")
    TOWN = 9, _("Township")
    VILLAGE = 12, _("Village")


class OfficeKind(models.TextChoices):
    FEDERATION = "federation", _("Women's Federation")
    MEMBER_UNIT = "member_unit", _("Member unit")
    STATION = "station", _("Rights-protection station")
    PANEL = "panel", _("Collegial panel")
    LEGAL_AID = "legal_aid", _("Legal-aid centre")
    SCHOOL = "school", _("School")
    CENTRE = "centre", _("Care centre")
    PARENT_SCHOOL = "parent_school", _("Parent school")
    VENUE = "venue", pgettext_lazy("office kind", "Venue")
    WOMENS_COMMITTEE = "womens_committee", _("Women's committee of an agency")
    GUIDANCE_CENTRE = "guidance_centre", _("Family-education guidance centre")
    CHILDRENS_HOME = "childrens_home", _("Children's home")
    RIGHTS_CENTRE = "rights_centre", _("City rights centre")
    LEADING_GROUP = "leading_group", _("Leading group")
    PARTNER = "partner", _("Partner organisation")


LISTED_ONLY = frozenset({OfficeKind.PANEL})
"""Belong to another body (a panel to its court): listed, never a unit that acts."""


def span(code: int, level: int) -> tuple[int, int]:
    """First and last 12-digit code at or below a division.

    Args:
        code: 12-digit statistical code as an integer, zeros below its level.
        level: number of significant digits (2, 4, 6, 9 or 12).
    """
    width = 10 ** (12 - level)
    lo = code // width * width
    return lo, lo + width - 1
