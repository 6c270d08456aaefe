"""The sections of a case's page: one file each, found by itself.

Each file has ``ORDER``, a number by which sections stand, and ``section(case, by) -> Section | None``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from tonghu.access.actor import Actor
from tonghu.cases.models import Case


@dataclass(frozen=True)
class Section:
    """A section of a case's page.

    Attributes:
        title: its heading; template: what is included under it, with ``context`` and ``case``.
        count: how many records it lists, None where nothing is counted.
        key: its anchor in the page.
    """

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    count: int | None = None
    key: str = ""


@cache
def _modules() -> tuple[ModuleType, ...]:
    found = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    return tuple(sorted((module for module in found if hasattr(module, "section")), key=lambda module: module.ORDER))


def sections_of(case: Case, by: Actor) -> list[Section]:
    """The sections that have something to show; each costs the same number of queries for any case."""
    made = (module.section(case, by) for module in _modules())
    return [one for one in made if one is not None]
