"""What somebody wants to write down, before it is checked."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDraft:
    """A division by its statistical code of 12 digits, zeros below its level."""

    code: int
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDraft:
    """An office; ``place_id`` is the 12-digit code, ``kind`` a value of ``OfficeKind``."""

    place_id: int
    kind: str
    name: str
    name_en: str = ""
    short: str = ""
    parent_id: int | None = None
    address: str = ""
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """A person to reach at an office; the phone in clear."""

    office_id: int
    name: str
    post: str = ""
    phone: str = ""
    is_staff: bool = True
    reached_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDraft:
    """One line of what an office has to do."""

    office_id: int
    text: str
    since: date | None = None
