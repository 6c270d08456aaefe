"""Kinds, topics, festivals, audiences of publicity and family education. Pure: no database."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    CAMPAIGN = "campaign", _("Campaign day")
    RIGHTS_WEEK = "rights_week", _("Rights week")
    LECTURE = "lecture", _("Lecture")
    LAW_LECTURE = "law_lecture", _("Law-into-families lecture")
    EXPERT_TALK = "expert_talk", _("Family-education talk by an expert")
    CONTEST = "contest", _("Contest")
    TRAINING = "training", _("Training")
    EXHIBITION = "exhibition", _("Exhibition")
    MEDIA = "media", _("Media")
    CASE_CLASS = "case_class", _("Case-law class")
    VILLAGE = "village", _("Law into the villages")


PUBLICITY = frozenset(
    {
        ActivityKind.CAMPAIGN,
        ActivityKind.RIGHTS_WEEK,
        ActivityKind.EXHIBITION,
        ActivityKind.MEDIA,
        ActivityKind.CASE_CLASS,
        ActivityKind.VILLAGE,
    }
)
"""Legal publicity events (法制宣传场次); lectures, contests and training are counted on their own."""


class Topic(models.TextChoices):
    LAW = "law", _("Protection of minors law")
    DROWNING = "drowning", _("Drowning")
    DRUGS = "drugs", _("Drugs")
    SEXUAL_ABUSE = "sexual_abuse", _("Sexual abuse")
    BULLYING = "bullying", _("Bullying")
    NET = "net", _("The net")
    DOMESTIC_VIOLENCE = "domestic_violence", _("Domestic violence")
    FAMILY_EDUCATION = "family_education", _("Family education")
    SAFETY = "safety", _("Traffic, fire and food safety")
    HEALTH = "health", _("Health")
    TRAFFICKING = "trafficking", _("Trafficking")
    MORALS = "morals", _("Morals and upbringing")


class Festival(models.TextChoices):
    WOMENS_DAY = "womens_day", _("Women's Day rights week (8 March)")
    FAMILY_DAY = "family_day", _("Day of Families (15 May)")
    CHILDRENS_DAY = "childrens_day", _("Children's Day (1 June)")
    DRUG_DAY = "drug_day", _("Anti-drug day (26 June)")
    ANTI_VIOLENCE_DAY = "anti_violence_day", _("Day against violence (25 November)")
    CONSTITUTION_DAY = "constitution_day", _("Constitution day (4 December)")
    SPRING_FESTIVAL = "spring_festival", _("Spring Festival")
    TERM_START = "term_start", _("First lesson of the term")


class MaterialForm(models.TextChoices):
    """How a material is counted: 份, 本, 张, 封."""

    MATERIAL = "material", _("Publicity material")
    HANDBOOK = "handbook", _("Handbook")
    LEAFLET = "leaflet", _("Leaflet")
    LETTER = "letter", _("Letter to parents")
    READER = "reader", _("Reader")


class AudienceSort(models.TextChoices):
    PARENTS = "parents", _("Parents")
    PUPILS = "pupils", _("Pupils")
    TEACHERS = "teachers", _("Teachers")
    VILLAGERS = "villagers", _("Villagers and residents")
    OFFICIALS = "officials", _("Officials")
    VOLUNTEERS = "volunteers", _("Volunteers")


FIRST_DAY = date(1949, 10, 1)
MOST_PEOPLE = 10_000_000
MOST_COPIES = 100_000_000
