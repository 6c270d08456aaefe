"""Fields for an hour."""

from __future__ import annotations

from typing import Any

from django import forms

HOUR = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and an hour, in the house's time zone."""

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "datetime-local"}
        options.setdefault("widget", forms.DateTimeInput(attrs=attrs, format=HOUR))
        options.setdefault("input_formats", [HOUR, "%Y-%m-%d %H:%M"])
        super().__init__(**options)


def hour_field(label: Any, **options: Any) -> forms.TimeField:
    """An hour of the day."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **options)
