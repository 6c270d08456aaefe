"""Fields that read what people type: 3.8, 1,200, 1.2万, several photos."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from tonghu.kit.dates import parse_date
from tonghu.kit.errors import Unreadable
from tonghu.kit.numbers import MOST, parse_count


class DayField(forms.CharField):
    """A day as people write it; the value is a date or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return _read(lambda: parse_date(text, today=timezone.localdate())) if text else None

    def run_validators(self, value: Any) -> None:
        """A date has passed its checks by being read."""

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class CountField(forms.CharField):
    """A count as people write it; the value is an int or None."""

    def __init__(self, *, most: int = MOST, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "num", "inputmode": "decimal"}))
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return _read(lambda: parse_count(text, most=self.most)) if text else None

    def run_validators(self, value: Any) -> None:
        """A count has passed its checks by being read."""


class PhotosInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Any number of pictures; the value is a list of uploads."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=PhotosInput(attrs={"accept": "image/*"}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        return [super(PhotosField, self).clean(one, initial) for one in data or () if one]


def _read(reading: Callable[[], Any]) -> Any:
    try:
        return reading()
    except Unreadable as error:
        raise ValidationError(str(error)) from error
