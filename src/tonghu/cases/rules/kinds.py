"""What a case is about, how it came, who is in it."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """The kinds by which a federation reports its petitions."""

    FAMILY = "family", _("Marriage and family")
    PERSONAL = "personal", _("Personal rights")
    PROPERTY = "property", _("Property rights")
    LABOUR = "labour", _("Labour and social security")
    EDUCATION = "education", _("Culture and education")
    POLITICAL = "political", _("Political rights")
    OTHER = "other", pgettext_lazy("kind of petition", "Other")


class Matter(models.TextChoices):
    """The kinds within a kind; a case names one that leads and any number beside it."""

    DISPUTE = "dispute", _("Family dispute")
    BREAK_UP = "break_up", _("Family break-up")
    DIVORCE = "divorce", _("Divorce")
    CUSTODY = "custody", _("Custody and support of children")
    SUPPORT = "support", _("Support of the old")
    DOMESTIC_VIOLENCE = "domestic_violence", pgettext_lazy("kind of petition", "Domestic violence")
    ABUSE = "abuse", _("Abuse")
    RAPE = "rape", _("Rape")
    SEXUAL_ASSAULT = "sexual_assault", _("Sexual assault")
    TRAFFICKING = "trafficking", pgettext_lazy("kind of petition", "Trafficking")
    INJURY = "injury", _("Personal injury")
    ABANDONMENT = "abandonment", _("Abandonment")
    BULLYING = "bullying", _("School bullying")
    MISSING = "missing", _("Missing or running away")
    INHERITANCE = "inheritance", _("Inheritance")
    LAND = "land", _("Land and housing")
    WAGES = "wages", _("Wages and dismissal")
    SECURITY = "security", _("Social security and relief")
    SCHOOLING = "schooling", _("Schooling")
    POLITICAL = "political", _("Political rights")
    OTHER = "other", pgettext_lazy("kind of petition", "Other")


KIND_OF: Mapping[str, Kind] = {
    Matter.DISPUTE: Kind.FAMILY, Matter.BREAK_UP: Kind.FAMILY, Matter.DIVORCE: Kind.FAMILY,
    Matter.CUSTODY: Kind.FAMILY, Matter.SUPPORT: Kind.FAMILY, Matter.DOMESTIC_VIOLENCE: Kind.FAMILY,
    Matter.ABUSE: Kind.PERSONAL, Matter.RAPE: Kind.PERSONAL, Matter.SEXUAL_ASSAULT: Kind.PERSONAL,
    Matter.TRAFFICKING: Kind.PERSONAL, Matter.INJURY: Kind.PERSONAL, Matter.ABANDONMENT: Kind.PERSONAL,
    Matter.BULLYING: Kind.PERSONAL, Matter.MISSING: Kind.PERSONAL,
    Matter.INHERITANCE: Kind.PROPERTY, Matter.LAND: Kind.PROPERTY,
    Matter.WAGES: Kind.LABOUR, Matter.SECURITY: Kind.LABOUR,
    Matter.SCHOOLING: Kind.EDUCATION, Matter.POLITICAL: Kind.POLITICAL, Matter.OTHER: Kind.OTHER,
}  # fmt: skip

CRIMES = frozenset({Matter.RAPE, Matter.SEXUAL_ASSAULT, Matter.TRAFFICKING, Matter.ABUSE, Matter.ABANDONMENT})
"""Matters that are crimes or may be: never closed by mediation."""


class Channel(models.TextChoices):
    """How somebody came to the federation."""

    VISIT = "visit", pgettext_lazy("channel", "Visit")
    CALL = "call", _("Call (12338)")
    LETTER = "letter", pgettext_lazy("channel", "Letter")
    ONLINE = "online", _("Online")
    HANDED_DOWN = "handed_down", _("Handed down")
    LINE_12345 = "line_12345", _("Work order of 12345")
    INSTRUCTION = "instruction", _("Instruction of a leader")
    WINDOW = "window", _("Window of the mediation centre")
    LAWYER_DAY = "lawyer_day", _("Lawyer reception day")
    FOUND = "found", _("Found by ourselves")


class Talk(models.TextChoices):
    """What a contact was."""

    ADVICE = "advice", _("Advice")
    REQUEST = "request", _("Petition or request for help")
    PROGRESS = "progress", _("Asking how a case stands")
    NOTICE = "notice", _("Sign of danger to a minor")
    SILENT = "silent", _("Silent call")
    WRONG_NUMBER = "wrong_number", _("Wrong number")


class Role(models.TextChoices):
    """What a person is in a case; one may be several."""

    PETITIONER = "petitioner", _("Petitioner")
    HELP_SEEKER = "help_seeker", _("Help-seeker")
    MINOR = "minor", _("Minor concerned")
    VICTIM = "victim", _("Victim")
    COMPLAINED_OF = "complained_of", _("Person complained of")
    GUARDIAN = "guardian", _("Guardian")
    REPORTER = "reporter", _("Reporter")
    WITNESS = "witness", _("Other person")


CAME = frozenset({Role.PETITIONER, Role.HELP_SEEKER})
"""Those who came themselves: counted as persons (人)."""
