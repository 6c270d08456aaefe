"""For every address of the project: who may open it, and an object to open it with.

A new URL without a line here fails the matrix (tests/access/test_matrix.py). ``opens`` is a permission of
``access.rules.MAY``, or PUBLIC (no account needed), or ANYBODY (every signed-in person).
"""

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
    """

    opens: str
    of: Callable[[Records], dict[str, Any]] | None = None
    method: str = "GET"
    data: dict[str, Any] = field(default_factory=dict)
    shared: bool = False


def pk(table: str) -> Callable[[Records], dict[str, Any]]:
    return lambda records: {"pk": records[table].pk}


FRAME = {
    "home": Example(ANYBODY),
    "waiting": Example(ANYBODY),
    "search": Example(ANYBODY, data={"q": "标记"}),
    "choose-office": Example(ANYBODY, method="POST", data={"office": "0"}),
    "language": Example(PUBLIC, method="POST", data={"language": "en"}),
    "sign-in": Example(PUBLIC),
    "sign-out": Example(ANYBODY, method="POST"),
    "password": Example(ANYBODY),
    "second-factor": Example(ANYBODY),
    "second-factor-setup": Example(ANYBODY),
    "recovery-codes": Example(ANYBODY),
}

EXAMPLES: dict[str, Example] = {**FRAME}
