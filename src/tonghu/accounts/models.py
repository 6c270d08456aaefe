from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class User(AbstractUser):
    """One person, one account; what she may do stands in her grants.

    Looked up before any scope is known (at sign-in), therefore it holds a work name and nothing more.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = None  # type: ignore[assignment]
    groups = None  # type: ignore[assignment]
    user_permissions = None  # type: ignore[assignment]
    is_superuser = False
    is_staff = False

    name = models.TextField(pgettext_lazy("person", "name"))
    language = models.CharField(_("language"), max_length=10, blank=True)
    must_change_password = models.BooleanField(default=False)

    EMAIL_FIELD = ""
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
