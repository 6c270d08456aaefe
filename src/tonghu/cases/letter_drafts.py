"""What somebody says of a letter before it is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tonghu.cases.rules.steps import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter to another body.

    Attributes:
        to_office_id: a body in the list of offices, or ``to_name`` one that is not; to_kind: of ``rules.bodies``.
        by_account: its liaison answers here; else the letter goes on paper and the answer is entered by hand.
        asks: what is asked of it. fields: keys of ``queries.disclosing.offered`` chosen one by one.
        agreed: ids of the parties who agreed, agreed_how in words, agreed_on the day.
        receive_by, answer_by: agreed days; the terms of the house where None.
    """

    kind: str = LetterKind.REFERRAL
    to_office_id: int | None = None
    to_name: str = ""
    to_kind: str = ""
    by_account: bool = False
    asks: str = ""
    fields: Sequence[str] = ()
    agreed: Sequence[int] = ()
    agreed_how: str = ""
    agreed_on: date | None = None
    receive_by: date | None = None
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmReport:
    """A mandatory report of harm to a minor (未成年人保护法 Art 11), to one body or several at once.

    Attributes:
        bodies: names of bodies with their sort (``rules.bodies``). situations: of the nine, one or more.
        noticed_on: the day on which it was noticed. called_110_at: the moment 110 was called, None where it was not.
        sent_on: the day it was sent; asks: what is asked; fields: as in :class:`LetterDraft`.
    """

    bodies: Sequence[tuple[str, str]]
    situations: Sequence[int]
    noticed_on: date
    sent_on: date | None = None
    called_110_at: datetime | None = None
    asks: str = ""
    fields: Sequence[str] = ()
