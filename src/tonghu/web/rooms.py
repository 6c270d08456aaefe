"""The rooms of the pages, and what each of them offers to the frame."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

ROOMS = ("public", "work", "cases", "referrals", "reception", "outreach", "reports", "places", "people", "figures")
"""In the order in which their lines and results stand."""


@cache
def offered(module: str, function: str) -> tuple[Callable[..., list[Any]], ...]:
    """The function of that name in every room that has such a module.

    Args:
        module: file of a room, without ``.py``; function: a name in it.
    """
    return tuple(
        getattr(import_module(f"tonghu.web.{room}.{module}"), function)
        for room in ROOMS
        if find_spec(f"tonghu.web.{room}.{module}")
    )
