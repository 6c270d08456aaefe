"""The rooms of the pages, and what each of them offers to the frame."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

ROOMS = ("public", "work", "cases", "referrals", "reception", "outreach", "reports", "places", "people", "figures")
"""In the order in which their lines and results stand."""


@cache
def offered(module: str, function: str) -> tuple[Callable[..., list[Any]], ...]:
    """The function of that name in every room that has such a module.

    Args:
        module: file of a room, without ``.py``; function: a name in it.
    """
    return tuple(getattr(one, function) for one in modules(module).values())


@cache
def modules(module: str) -> dict[str, ModuleType]:
    """The module of that name of every room that has one, by the room."""
    return {
        room: import_module(f"tonghu.web.{room}.{module}") for room in ROOMS if find_spec(f"tonghu.web.{room}.{module}")
    }
