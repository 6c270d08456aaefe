"""What an official document consists of, without a file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph; ``mark`` is a remark for the margin, empty for none."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text."""

    runs: Sequence[Run]

    @classmethod
    def of(cls, text: str) -> Paragraph:
        """A paragraph of plain words."""
        return cls([Run(text)])


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4, its number left out: 一、（一）1.（1）are counted by level."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above; cells of digits stand right, others left."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG drawn at two pixels a CSS pixel, its caption below; ``alt`` says what it shows."""

    png: bytes
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A remark in the margin beside the block before it; it is never part of the text."""

    text: str


Block = Heading | Paragraph | Table | Picture | Mark


@dataclass(frozen=True, slots=True)
class Paper:
    """An ordinary document (no red head): title, addressee, body, signature and date.

    ``number`` is the document number (发文字号), centred below the title.
    ``footer_note`` stands small below the signature, such as the head of the trail's chain.
    """

    title_lines: Sequence[str]
    addressee: str | None = None
    blocks: Sequence[Block] = field(default_factory=tuple)
    signature_office: str = ""
    signed_on: date | None = None
    footer_note: str = ""
    number: str = ""
