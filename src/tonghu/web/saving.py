"""From an action's refusal to a sentence beside the field."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError

T = TypeVar("T")


def saved(form: forms.Form, step: Callable[[], T]) -> T | None:
    """What ``step`` answers; None where it refuses, and then the form says why, each line beside its field."""
    try:
        return step()
    except ValidationError as refused:
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, sentences in by_field.items():
            form.add_error(name if name in form.fields else None, sentences)
        return None
