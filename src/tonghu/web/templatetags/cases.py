"""What the templates of casework ask for."""

from typing import Any

from django import template

from tonghu.web.cases.tabs import TABS
from tonghu.web.navigation import links

register = template.Library()


@register.inclusion_tag("cases/tabs.html", takes_context=True)
def case_tabs(context: dict[str, Any]) -> dict[str, Any]:
    """The tabs of the desk, with the one of this page marked."""
    request = context["request"]
    return {"tabs": links(TABS, request.actor, request.path)}
