from django.db import models
from django.utils.translation import gettext_lazy as _

from tonghu.kit.scope import Scoped
from tonghu.outreach.rules import MOST_PEOPLE, AudienceSort


class Audience(Scoped):
    """People of one sort at one activity, in person-times."""

    activity = models.ForeignKey("outreach.Activity", on_delete=models.CASCADE, related_name="audiences")
    sort = models.TextField(_("sort of people"), choices=AudienceSort.choices)
    people = models.IntegerField(_("person-times"))

    class Meta:
        ordering = ["activity_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "sort"], name="outreach_audience_once"),
            models.CheckConstraint(
                condition=models.Q(people__gt=0, people__lte=MOST_PEOPLE), name="outreach_people_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sort_display()} {self.people}"
