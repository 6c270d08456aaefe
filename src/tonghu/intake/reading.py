"""What a desk must know to take in its sheets, and what a checked row is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Protocol

from tonghu.access.actor import Actor
from tonghu.intake.models import Batch, RowState
from tonghu.places.models import Office

Cells = dict[str, str | int | float]
"""Values of one row by column letter, as JSON keeps them; empty cells are left out."""


@dataclass(frozen=True)
class BadCell:
    """One cell that cannot be taken in: where it is, what was read, and a sentence why."""

    column: str
    heading: str
    read: str
    sentence: str


@dataclass
class Checked:
    """One row after its check.

    Attributes:
        number: as in Excel; cells as read.
        draft: what it would become, where it is good.
        known: id of the record that it already is, or None.
    """

    number: int
    cells: Cells
    errors: list[BadCell] = field(default_factory=list)
    state: RowState = RowState.GOOD
    draft: Any = None
    known: int | None = None


class Reader(Protocol):
    """A desk's reader of its own sheets.

    Attributes:
        kind: name of what the rows become; names: every heading that is understood.
    """

    kind: str

    @property
    def names(self) -> Collection[str]: ...

    def missing(self, headings: Mapping[str, str]) -> list[str]:
        """Headings that a sheet must have and these are not."""

    def check(
        self, rows: Sequence[tuple[int, Cells]], headings: Mapping[str, str], *, office: Office, by: Actor
    ) -> list[Checked]:
        """Every row by the rules of the desk's form; headings by column letter."""

    def write(self, batch: Batch, rows: Sequence[Checked], *, by: Actor) -> list[int]:
        """Make records of good rows, all or none; returns their ids in order."""


def plain(value: Any) -> str | int | float:
    """A cell's value as JSON keeps it."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str | int | float) else str(value)
