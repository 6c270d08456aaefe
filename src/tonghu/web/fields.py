"""Form fields that read what people type, not only what a machine would write."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tonghu.kit.dates import parse_date
from tonghu.kit.errors import Unreadable


class DayField(forms.DateField):
    """A day as 3.8, 3月8日 or 2026-3-8; without a year the last such day that has come."""

    ahead = timedelta(0)

    def __init__(self, **options: Any) -> None:
        attrs = {"placeholder": _("3.8 or 2026-3-8"), "autocomplete": "off"}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        """The day; raises ValidationError with the sentence of ``parse_date``."""
        if value in self.empty_values:
            return None
        try:
            return parse_date(value, today=timezone.localdate() + self.ahead)
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class ComingField(DayField):
    """A last day: without a year the next such day, today included."""

    ahead = timedelta(days=364)
