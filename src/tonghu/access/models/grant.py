from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tonghu.access.rules import Role


class GrantQuerySet(models.QuerySet["Grant"]):
    def current(self) -> "GrantQuerySet":
        today = timezone.localdate()
        return self.filter(since__lte=today).filter(models.Q(until=None) | models.Q(until__gte=today))


class Grant(models.Model):
    """A role that a user holds at an office, with the days it holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="grants")
    role = models.TextField(_("role"), choices=Role.choices)
    since = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["user_id", "office_id", "role"]
        constraints = [models.UniqueConstraint(fields=["user", "office", "role"], name="access_grant_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.office} · {self.get_role_display()}"
