"""The addresses of each room, a file a room: its ``EXAMPLES`` by name of the address."""

from importlib import import_module
from pkgutil import iter_modules

from tests.access.example import Example

EXAMPLES: dict[str, Example] = {}
for room in iter_modules(__path__):
    EXAMPLES |= import_module(f"{__name__}.{room.name}").EXAMPLES
