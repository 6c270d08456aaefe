from django.db import models

from tonghu.kit.scope import Scoped


class Lecturer(Scoped):
    """Who spoke at an activity."""

    activity = models.ForeignKey("outreach.Activity", on_delete=models.CASCADE, related_name="lecturers")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["activity_id", "id"]
        constraints = [models.UniqueConstraint(fields=["activity", "person"], name="outreach_lecturer_once")]

    def __str__(self) -> str:
        return str(self.person)
