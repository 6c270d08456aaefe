"""Verbs on the people who serve."""

from .add import add_people, add_person
from .change import change_person, leave
from .erase import forget
from .look import open_person, unmask
from .served import ServedDraft, change_served, fill_served, tie_guardian

__all__ = [
    "ServedDraft",
    "add_people",
    "add_person",
    "change_person",
    "change_served",
    "fill_served",
    "forget",
    "leave",
    "open_person",
    "tie_guardian",
    "unmask",
]
