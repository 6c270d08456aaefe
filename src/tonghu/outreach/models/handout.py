from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import Scoped
from tonghu.outreach.rules import MOST_COPIES


class Handout(Scoped):
    """Copies of one material given out at one activity."""

    activity = models.ForeignKey("outreach.Activity", on_delete=models.CASCADE, related_name="handouts")
    material = models.ForeignKey("outreach.Material", on_delete=models.PROTECT, verbose_name=_("material"))
    copies = models.IntegerField(_("copies"))

    class Meta:
        ordering = ["activity_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "material"], name="outreach_handout_once"),
            models.CheckConstraint(
                condition=models.Q(copies__gt=0, copies__lte=MOST_COPIES), name="outreach_copies_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.material} {self.copies}"
