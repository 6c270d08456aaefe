from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models.part import CasePart
from tonghu.cases.rules.kinds import Role


class Party(CasePart):
    """A person in a case, in one role or several."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="parties")
    roles = ArrayField(models.TextField(choices=Role.choices), verbose_name=_("is"))
    relation = models.TextField(_("relation to the minor"), blank=True, default="")

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "parties"
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="cases_party_once")]

    def __str__(self) -> str:
        return "、".join(str(Role(role).label) for role in self.roles)
