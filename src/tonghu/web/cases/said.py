"""A step of the timeline as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tonghu.cases.models import Step
from tonghu.cases.rules.states import BY_KEY
from tonghu.web.cases import steps

Saying = Callable[[Step], str]

WORDS: Mapping[str, str | Promise] = {
    "register": _("Registered"),
    "contact": _("Somebody spoke with us about it"),
    "split_off": _("A matter was split off"),
}
"""Steps that nobody chooses as a verb."""


@cache
def sayings() -> dict[str, Saying]:
    """Verb to sentence: the ``SAID`` of every file of steps."""
    found: dict[str, Saying] = {}
    for module in iter_modules(steps.__path__):
        found.update(getattr(import_module(f"{steps.__name__}.{module.name}"), "SAID", {}))
    return found


def sentence(step: Step) -> str:
    """What was done, in one sentence without names."""
    saying = sayings().get(step.verb)
    if saying is not None:
        return str(saying(step))
    if step.verb in WORDS:
        return str(WORDS[step.verb])
    return str(BY_KEY[step.verb].label) if step.verb in BY_KEY else step.verb
