from django.db import models

from tonghu.kit.scope import Scoped


class CoOrganiser(Scoped):
    """A unit that held an activity together with the responsible office."""

    activity = models.ForeignKey("outreach.Activity", on_delete=models.CASCADE, related_name="coorganisers")
    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["activity_id", "id"]
        constraints = [models.UniqueConstraint(fields=["activity", "office"], name="outreach_coorganiser_once")]
        indexes = [models.Index(fields=["office"], name="outreach_coorganiser_office")]

    def __str__(self) -> str:
        return str(self.office)
