"""Form fields for the facts that a track and its steps ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from tonghu.cases.rules.tracks import Ask, AskKind
from tonghu.web.cases.parts.fields import MomentField
from tonghu.web.fields import ComingField, DayField


def field_of(ask: Ask) -> forms.Field:
    """The form field of a fact; the action says what is missing, so that a sentence stands beside it."""
    said: dict[str, Any] = {"label": ask.label, "required": ask.required}
    if ask.kind == AskKind.PAST:
        return DayField(**said)
    if ask.kind == AskKind.COMING:
        return ComingField(**said)
    if ask.kind == AskKind.MOMENT:
        return MomentField(**said)
    if ask.kind == AskKind.CHOICE:
        return forms.ChoiceField(choices=[("", "…"), *ask.choices], **said)
    if ask.kind == AskKind.NUMBER:
        return forms.IntegerField(min_value=1, max_value=ask.most, **said)
    return forms.BooleanField(**said)


def facts_in(asks: Iterable[Ask], cleaned: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """What was typed of the facts, by their keys."""
    return {ask.key: cleaned.get(prefix + ask.key) for ask in asks}


def shown(asks: Iterable[Ask], facts: dict[str, Any]) -> list[tuple[str, str]]:
    """Facts as a page says them: label and value, those not given left out."""
    found = []
    for ask in asks:
        value = facts.get(ask.key)
        if value in (None, "", False):
            continue
        found.append((str(ask.label), _said(ask, value)))
    return found


def _said(ask: Ask, value: Any) -> str:
    if ask.kind == AskKind.CHOICE:
        return str(dict(ask.choices).get(value, value))
    if ask.kind == AskKind.YES:
        return "✓"
    if ask.kind == AskKind.MOMENT:
        return str(value)[:16].replace("T", " ")
    return str(value)
