from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import Scoped
from tonghu.people.rules import ServiceRole


class Service(Scoped):
    """One thing a person does for the federation, from a day to a day."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="services")
    role = models.TextField(_("as"), choices=ServiceRole.choices)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("service")
        ordering = ["person_id", "role"]
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="people_service_once")]

    def __str__(self) -> str:
        return str(self.get_role_display())
