"""What somebody says before it is an obligation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tonghu.kit.scope import Confidentiality
from tonghu.places.models import Office
from tonghu.work.models import Term


class Subject(NamedTuple):
    """The record an obligation is about: its table, its id, and the number by which people know it (no name)."""

    table: str
    id: int
    label: str = ""


@dataclass(frozen=True)
class ObligationDraft:
    """Something to be done by a day.

    Attributes:
        subject: what it is about; office: who owes it.
        kind: key of a term, or of a task (``work.rules.OTHER``).
        label: what to do, never with a name; blank where the kind says it.
        since: the day it began, which is not counted; for a term of hours the moment.
        term: the row to count by; by default the one in force for the kind at the office on that day.
        due: the last day (or moment), where no term says it; where both are given, ``due`` holds.
        assigned: id of the user who does it.
        level, readers: confidentiality, as the subject has it.
        ordinal: tells apart several of one kind on one subject.
    """

    subject: Subject
    office: Office
    kind: str
    since: date
    label: str = ""
    term: Term | None = None
    due: date | None = None
    assigned: int | None = None
    level: int = Confidentiality.ORDINARY
    readers: Sequence[int] = ()
    ordinal: int = 0
