"""What somebody wants to write down of a person, before it is checked."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tonghu.people.rules import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDraft:
    """One thing the person does; ``role`` is a value of ``ServiceRole``."""

    role: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """An adult who serves; phone and identity number in clear.

    Attributes:
        sex: GB/T 2261.1; read from the identity number where it is not stated.
        token: of the form that was sent; the same token twice is one person.
    """

    office_id: int
    name: str
    sex: int = Sex.UNSTATED
    phone: str = ""
    identity: str = ""
    unit: str = ""
    skills: str = ""
    services: tuple[ServiceDraft, ...] = ()
    left_on: date | None = None
    token: UUID
