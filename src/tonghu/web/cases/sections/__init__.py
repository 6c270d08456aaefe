"""The sections of a case's page: one file each, found by itself.

Each file has ``ORDER``, a number by which sections stand, ``PARTS``, the parts of a case that it shows, and
``section(case, by) -> Section | None``, which is asked only where the case has any of those.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from django.db.models import Exists, OuterRef

from tonghu.access.actor import Actor
from tonghu.cases.models import Case
from tonghu.kit.prepared import ARGUMENT, Prepared


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
    """The sections that have something to show; one statement, and those of each section that has."""
    has = _asked().get(case.pk) or {}
    made = (module.section(case, by) for module in _modules() if any(has.get(one.__name__) for one in module.PARTS))
    return [one for one in made if one is not None]


@cache
def _asked() -> Prepared:
    parts = {part for module in _modules() for part in module.PARTS}
    asked = {part.__name__: Exists(part.objects.filter(case=OuterRef("pk"))) for part in parts}
    return Prepared("case_parts", lambda: Case.objects.filter(pk=ARGUMENT).values(**asked))
