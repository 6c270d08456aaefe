from django.db import models


class Reminder(models.Model):
    """That somebody was reminded of something on a day by a channel: written in the transaction that sends.

    Its own uniqueness is the claim: a second worker waits for the first, then has nothing to send.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey("work.Channel", on_delete=models.CASCADE, related_name="reminders")
    obligation = models.ForeignKey("work.Obligation", on_delete=models.CASCADE, related_name="reminders")
    day = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "day", "channel"], name="work_reminder_once"),
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.day}"
