"""Numbers as people say them."""

from django import template
from django.utils.translation import get_language

from tonghu.figures.value import Value
from tonghu.kit.numbers import in_wan

register = template.Library()


@register.filter
def said(value: Value) -> str:
    """A figure's number; a large round one in 万 where the page is Chinese (120,000 is 12万)."""
    number = value.value
    if isinstance(number, int) and (get_language() or "").startswith("zh"):
        return in_wan(number)
    return value.text
