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
