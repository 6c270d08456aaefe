from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tonghu.outreach.rules import MaterialForm


class Material(models.Model):
    """A kind of publicity material that is handed out, by its title."""

    name = models.TextField(_("name"), unique=True)
    name_en = models.TextField(_("English name"), blank=True)
    form = models.TextField(_("form"), choices=MaterialForm.choices, default=MaterialForm.MATERIAL)
    pinyin = models.TextField(editable=False, default="")
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ["form", "name"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name
