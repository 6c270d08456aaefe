"""One address of the project: who may open it, and an object to open it with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.factories.records import Records

PUBLIC, ANYBODY = "public", "anybody"


@dataclass(frozen=True)
class Example:
    """One address.

    Attributes:
        opens: permission, PUBLIC or ANYBODY.
        of: the arguments of the address out of an office's records; None where it has no object.
        method: GET or POST; data: what is sent, or what asks for it out of the records.
        shared: the object belongs to no place: whoever has the permission may open it.
        own: done by the record's own office alone; others who see it are refused or told so.
        offices: names on doors, which the system administrator keeps without seeing any record.
        tells_all: labels of every place are its purpose (the auditor's trail).
    """

    opens: str
    of: Callable[[Records], dict[str, Any]] | None = None
    method: str = "GET"
    data: dict[str, Any] = field(default_factory=dict)
    shared: bool = False
    tells_all: bool = False
    own: bool = False
    offices: bool = False


def pk(table: str) -> Callable[[Records], dict[str, Any]]:
    return lambda records: {"pk": records[table].pk}


def fixed(**kwargs: Any) -> Callable[[Records], dict[str, Any]]:
    return lambda records: kwargs
