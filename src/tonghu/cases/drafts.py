"""What somebody says about a contact or a case before it becomes a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from tonghu.cases.rules.kinds import Talk
from tonghu.cases.rules.ways import Danger
from tonghu.kit.scope import Confidentiality
from tonghu.people.actions import ServedDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDraft(ServedDraft):
    """Somebody in a case: a person known already (``person_id``), or what was said of a new one.

    Attributes:
        roles: values of ``rules.kinds.Role``, one or more.
        relation: to the minor, in words.
    """

    roles: Sequence[str]
    person_id: int | None = None
    relation: str = ""
    token: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What a case is about; the same when it is registered and when it is corrected.

    Attributes:
        day: the day it was brought; channel, matter: values of ``rules.kinds``; also: further matters.
        title: in short, without names; words: what happened, in her words.
        people: persons who came; minor: one is concerned; danger: as said, before any assessment.
        situations: of the nine (强制报告意见, 2020, Art 4); they always concern a minor.
        noticed_on: the day on which harm was noticed; repeats_id: the first case of the same people and matter.
        state_number: its number in the state petition system.
    """

    day: date
    channel: str
    title: str
    matter: str
    words: str = ""
    also: Sequence[str] = ()
    people: int = 1
    minor: bool = False
    danger: int = Danger.NONE
    situations: Sequence[int] = ()
    noticed_on: date | None = None
    repeats_id: int | None = None
    state_number: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseDraft(Particulars):
    """A case to be registered.

    Attributes:
        office_id: the office that handles it; the one acted for by default.
        persons: who is in it; contact_id: the contact it is opened from.
        happened_on: day of the first occurrence; the day it was noticed or brought by default.
        from_outside: handed down by the petition office or a superior: five working days to object (Art 23).
        urgent: major or urgent: Party committee and government are to be told at once (Art 25).
        level, readers: its confidentiality from the first moment on.
        token: the form's own number; the same token twice is one case.
    """

    office_id: int | None = None
    persons: Sequence[PartyDraft] = ()
    contact_id: int | None = None
    happened_on: date | None = None
    from_outside: bool = False
    urgent: bool = False
    reception: bool = False
    level: int = Confidentiality.ORDINARY
    readers: Sequence[int] = ()
    token: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, kw_only=True)
class ContactDraft:
    """One talk of the day.

    Attributes:
        office_id: the office that was spoken to; the one acted for by default.
        channel, talk, matter: values of ``rules.kinds``; matter may be blank.
        people: persons who came or called; caller, phone: in clear, may be blank.
        order_number, due: of a work order of the 12345 line or a leader's instruction, with its own last day.
        case_id: the case it is about; slot_id: of the reception day, filing_id: of the public page, it comes from.
        token: the form's own number; the same token twice is one contact.
    """

    day: date
    channel: str
    office_id: int | None = None
    talk: str = Talk.ADVICE
    people: int = 1
    words: str = ""
    answer: str = ""
    caller: str = ""
    phone: str = ""
    matter: str = ""
    minor: bool = False
    order_number: str = ""
    due: date | None = None
    case_id: int | None = None
    slot_id: int | None = None
    filing_id: int | None = None
    token: UUID = field(default_factory=uuid4)
