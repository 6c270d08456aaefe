from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceRole(models.TextChoices):
    """What an adult does for the federation (系统 19)."""

    VOLUNTEER = "volunteer", _("Volunteer")
    LECTURER = "lecturer", _("Lecturer")
    LAWYER = "lawyer", _("Lawyer")
    COUNSELLOR = "counsellor", _("Counsellor")
    LOVE_MUM = "love_mum", _("Love mum")


class Sex(models.IntegerChoices):
    """GB/T 2261.1."""

    UNKNOWN = 0, _("Unknown")
    MALE = 1, _("Male")
    FEMALE = 2, _("Female")
    UNSTATED = 9, _("Not stated")


class KeySort(models.TextChoices):
    """What of a person a match key is made of."""

    IDENTITY = "identity", _("same identity number")
    PHONE = "phone", _("same phone")
    ADDRESS = "address", _("same address")
    NAME = "name", _("same name")
    ALSO = "also", _("same other name")
    PINYIN = "pinyin", _("name sounds the same")
    BORN = "born", _("same day of birth")
    PINYIN_BORN = "pinyin_born", _("name sounds the same, same day of birth")
    NAME_BORN = "name_born", _("same name and day of birth")
    NAME_ADDRESS = "name_address", _("same name and address")


STRONG = (KeySort.IDENTITY, KeySort.PHONE, KeySort.NAME_BORN, KeySort.NAME_ADDRESS)
"""What is enough to say that another office knows the person."""
CANDIDATE = (KeySort.IDENTITY, KeySort.PHONE, KeySort.ADDRESS, KeySort.PINYIN_BORN)
"""What makes somebody of the own area a candidate; a name alone is asked for only after these."""
WEIGHTS = {
    KeySort.IDENTITY: 100,
    KeySort.PHONE: 60,
    KeySort.ADDRESS: 40,
    KeySort.NAME: 30,
    KeySort.ALSO: 25,
    KeySort.PINYIN: 15,
    KeySort.BORN: 20,
}
"""Points for each thing two people have in common: they order the hints, nothing is decided by them.

A name that is the same also sounds the same: the two do not add up. Ours, no standard has them.
"""
ENOUGH = 25
MOST_CANDIDATES = 200
MOST_SHOWN = 20
MOST_NAMESAKES = 50
ASKS_AN_HOUR = 60
ASKS_A_DAY = 300
MOST_KEYS = 40
"""Keys in one question: one person has ten, with six names thirty."""
