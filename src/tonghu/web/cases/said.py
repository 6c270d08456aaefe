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
    "note": _("Note"),
    "accept": _("Accepted for handling"),
    "direct": _("Told which body is competent"),
    "tell": _("The petitioner was told in writing"),
    "correct": _("Corrected"),
    "assign": _("Given to an officer"),
    "urgent": _("Party committee and government were told"),
    "party": _("The people of the case were changed"),
    "take_back": _("The request for closure was taken back"),
    "approve_closure": _("Closure approved"),
    "return_closure": _("Given back for more work"),
    "decide_review": _("The review was decided"),
    "reopen": _("Taken up again"),
    "withdraw": _("Withdrawn by the petitioner"),
    "unmerge": _("Taken apart from the other case"),
}
"""What was done; a verb without words of its own is told by its label."""


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
