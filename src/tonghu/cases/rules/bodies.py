"""The bodies a federation writes to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Body(models.TextChoices):
    """What sort of body a letter goes to; figures count letters by it."""

    POLICE = "police", _("Police")
    PROCURATORATE = "procuratorate", _("Procuratorate")
    COURT = "court", _("Court")
    JUSTICE = "justice", _("Justice")
    EDUCATION = "education", _("Education")
    CIVIL_AFFAIRS = "civil_affairs", _("Civil affairs")
    HEALTH = "health", _("Health")
    LABOUR = "labour", _("Human resources and social security")
    PARTY_AND_GOVERNMENT = "party_and_government", _("Party committee and government")
    COMMITTEE = "committee", _("Village or residents' committee")
    OTHER = "other", pgettext_lazy("kind of body", "Other")


REPORTED_TO = (Body.POLICE, Body.CIVIL_AFFAIRS, Body.EDUCATION)
"""Bodies that take a mandatory report (未成年人保护法 Art 11)."""

NAMED: tuple[tuple[str, Body], ...] = (
    ("公安", Body.POLICE), ("派出所", Body.POLICE), ("检察", Body.PROCURATORATE), ("法院", Body.COURT),
    ("司法", Body.JUSTICE), ("法律援助", Body.JUSTICE), ("教育", Body.EDUCATION), ("学校", Body.EDUCATION),
    ("小学", Body.EDUCATION), ("中学", Body.EDUCATION), ("民政", Body.CIVIL_AFFAIRS), ("卫生", Body.HEALTH),
    ("医院", Body.HEALTH), ("人力资源", Body.LABOUR), ("人社", Body.LABOUR), ("劳动", Body.LABOUR),
    ("人民政府", Body.PARTY_AND_GOVERNMENT), ("委员会办公室", Body.PARTY_AND_GOVERNMENT),
    ("村委", Body.COMMITTEE), ("居委", Body.COMMITTEE), ("村民委员会", Body.COMMITTEE),
)  # fmt: skip
"""Words in the name of a body that say what sort it is."""


def body_of(name: str) -> Body:
    """What sort of body a name is of; OTHER where the name does not say."""
    return next((body for word, body in NAMED if word in name), Body.OTHER)
