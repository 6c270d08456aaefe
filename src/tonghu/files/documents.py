"""What a file is, by what is in it; the name it came under says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from tonghu.files.photos import clean_photo
from tonghu.kit.errors import Unreadable

MOST_BYTES = 20 * 1024 * 1024
PDF = b"%PDF-"
HEAD = 1024
OFFICE = {
    "word/document.xml": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/workbook.xml": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""The part that makes a package what it is (ECMA-376), its ending and its media type."""

PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM")


@dataclass(frozen=True)
class Known:
    """A file whose kind is known: its content as it may be kept, the ending it gets, its media type."""

    raw: bytes
    ending: str
    media_type: str

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


def recognised(content: IO[bytes]) -> Known:
    """A picture (made anew, without hidden data), a PDF, a Word document or a workbook without macros.

    Raises:
        Unreadable: anything else, or more than 20 MB, with a sentence.
    """
    content.seek(0)
    raw = content.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Unreadable(_("The file is larger than 20 MB. Please choose a smaller one."))
    if raw.startswith(PICTURES):
        return Known(clean_photo(BytesIO(raw)), "jpg", "image/jpeg")
    if PDF in raw[:HEAD]:
        return Known(raw, "pdf", "application/pdf")
    if raw.startswith(b"PK"):
        ending, media_type = _package(raw)
        return Known(raw, ending, media_type)
    raise Unreadable(_unknown())


def _package(raw: bytes) -> tuple[str, str]:
    try:
        with ZipFile(BytesIO(raw)) as package:
            names = set(package.namelist())
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(_unknown()) from error
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable(_("This document holds macros. Please save it without them and try again."))
    for part, kind in OFFICE.items():
        if part in names and "[Content_Types].xml" in names:
            return kind
    raise Unreadable(_unknown())


def _unknown() -> str:
    return _("This file is no picture, PDF, Word document (.docx) or workbook (.xlsx). Please choose one of these.")
