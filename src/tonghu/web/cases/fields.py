"""Fields of casework: a kind by its name, its pinyin or its initials."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tonghu.cases.rules.kinds import KIND_OF, Kind, Matter
from tonghu.kit.text import initials_of, normal, pinyin_of

SEPARATORS = re.compile(r"[、，,;；]+")
LIST = "matters"
"""Id of the datalist that both fields offer."""


class MatterField(forms.CharField):
    """A kind as people type it: 抚养, fuyang, fy or its whole name; the value is one of ``Matter``."""

    def __init__(self, **options: Any) -> None:
        attrs = {"list": LIST, "autocomplete": "off"}
        super().__init__(max_length=60, widget=forms.TextInput(attrs=attrs), **options)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return matter_named(text) if text else ""

    def prepare_value(self, value: Any) -> Any:
        return str(Matter(value).label) if value in Matter.values else value


class MattersField(MatterField):
    """Several kinds, separated by 、."""

    def to_python(self, value: Any) -> Any:
        text = forms.CharField.to_python(self, value) or ""
        return [matter_named(one) for one in SEPARATORS.split(text) if one.strip()]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "、".join(str(super(MattersField, self).prepare_value(one)) for one in value)
        return value


def matter_named(text: str) -> str:
    """The kind that is meant. Raises ValidationError where none or several are."""
    typed = normal(text).lower()
    spelled = _spelled(get_language() or "")
    for exact in (value for value, names in spelled.items() if typed in names):
        return exact
    near = [value for value, names in spelled.items() if any(typed in name for name in names)]
    if len(near) == 1:
        return near[0]
    if near:
        several = "、".join(str(Matter(value).label) for value in near[:6])
        raise ValidationError(_("Several kinds are meant by this: %(several)s.") % {"several": several})
    raise ValidationError(
        _("There is no kind called “%(name)s”. Type its first characters or its pinyin.") % {"name": text}
    )


def offered_matters() -> list[tuple[str, str]]:
    """Name and hint of every kind, for a datalist; the hint is found while typing pinyin."""
    spelled = _spelled(get_language() or "")
    return [
        (str(matter.label), f"{Kind(KIND_OF[matter]).label} · {' '.join(spelled[matter.value][1:3])}")
        for matter in Matter
    ]


@lru_cache(maxsize=4)
def _spelled(language: str) -> dict[str, tuple[str, ...]]:
    """What each kind may be called, in the language in force."""
    found: dict[str, tuple[str, ...]] = {}
    for matter in Matter:
        label = str(matter.label)
        found[matter.value] = (label.lower(), pinyin_of(label), initials_of(label), matter.value.replace("_", " "))
    return found
