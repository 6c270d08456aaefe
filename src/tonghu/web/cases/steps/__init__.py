"""What each verb asks for: one form a verb, one file a group of verbs, found by itself."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tonghu.web.cases.steps.base import StepForm


@cache
def step_forms() -> "dict[str, type[StepForm]]":
    """The form of every verb that has one: the ``FORMS`` of every file beside this one."""
    found: dict[str, type[StepForm]] = {}
    for module in iter_modules(__path__):
        found.update(getattr(import_module(f"{__name__}.{module.name}"), "FORMS", {}))
    return found
