"""Verbs on the people who serve."""

from .add import add_people, add_person
from .change import change_person, leave
from .erase import forget
from .look import open_person, unmask

__all__ = ["add_people", "add_person", "change_person", "forget", "leave", "open_person", "unmask"]
