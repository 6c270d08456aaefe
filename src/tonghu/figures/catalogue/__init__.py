"""All figures, by key, in the order in which desks and pages show them."""

from collections.abc import Mapping
from types import MappingProxyType

from tonghu.figures.figure import Figure

from . import cases, outreach, places

ALL: Mapping[str, Figure] = MappingProxyType({f.key: f for f in (*cases.FIGURES, *outreach.FIGURES, *places.FIGURES)})

__all__ = ["ALL"]
