"""Filing and following without an account: what the public page calls. Nobody acts here, so there is no actor."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import connection

from tonghu.kit.crypto import blind_index, field_cipher
from tonghu.kit.text import normal

LETTERS = 16
GROUP = 4
LOOKS_LIKE = str.maketrans("018I", "OLBL")
"""What is taken for a letter of the code (RFC 4648 base32) when it is read out or typed."""


class NotFiled(Exception):
    """It could not be filed; ``why`` is ``no office`` or ``full``."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, kw_only=True)
class FilingDraft:
    """What a citizen says; only ``words`` must be there.

    Attributes:
        office_id: the federation it goes to; report: a mandatory report, from a unit that works with minors.
        situations: of the nine, where she knows; token: of the form, the same twice is one filing.
    """

    office_id: int
    words: str
    token: UUID
    report: bool = False
    name: str = ""
    phone: str = ""
    where: str = ""
    unit: str = ""
    situations: Sequence[int] = ()
    minor: bool = False


@dataclass(frozen=True)
class Standing:
    """What the code tells: which office, since when, a ``state`` of ``FilingState``, until when, which body, words."""

    office: str
    filed_on: date
    state: str
    until: date | None
    body: str
    note: str


def file(draft: FilingDraft) -> tuple[str, bool]:
    """File it, and return its code in groups of four, and whether this form had been filed before.

    Only a keyed hash of the code is kept, so it can never be shown again. The same form sent twice gives the same code
    and one filing, with the words of the first.

    Raises:
        NotFiled: the office takes none, or too many reached it within the hour.
    """
    code = code_of(draft.token)
    sealed = [field_cipher().encrypt(text.strip().encode()) for text in _texts(draft)]
    with connection.cursor() as cursor:
        cursor.execute(
            "select cases_file(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                draft.office_id,
                draft.report,
                index_of(code),
                *sealed,
                json.dumps([int(one) for one in draft.situations]),
                draft.minor or bool(draft.situations),
                field_cipher().encrypt(b""),
                draft.token,
            ],
        )
        row = cursor.fetchone()
    answer = str(row[0]) if row else "no office"
    if answer not in ("filed", "again"):
        raise NotFiled(answer)
    return "-".join(code[start : start + GROUP] for start in range(0, LETTERS, GROUP)), answer == "again"


def follow(typed: str) -> Standing | None:
    """Where a filing stands; None for a code that is none, which takes as long."""
    with connection.cursor() as cursor:
        cursor.execute("select office, filed_on, state, until, body, note from cases_follow(%s)", [index_of(typed)])
        row = cursor.fetchone()
    if row is None:
        return None
    office, filed_on, state, until, body, note = row
    return Standing(office, filed_on, state, until, body, field_cipher().decrypt(bytes(note)).decode())


def code_of(token: UUID) -> str:
    """The code of a form: 16 letters and digits, 80 bits that only the house's key can make from the token."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"filing:" + token.bytes, hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:LETTERS]


def index_of(typed: str) -> str:
    """The keyed hash of a code as typed: spaces, hyphens, small letters and look-alike digits change nothing."""
    plain = "".join(character for character in normal(typed).upper() if character.isalnum())
    return blind_index(plain.translate(LOOKS_LIKE), purpose="filing")


def _texts(draft: FilingDraft) -> tuple[str, ...]:
    return (draft.words, draft.name, draft.phone, draft.where, draft.unit)
