"""Whether a file is an .xlsx that can be opened without harm."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from django.utils.translation import gettext as _

from ..errors import Unreadable

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MOST_BYTES = 200 * 1024 * 1024
MOST_PARTS = 2000


def check_package(file: BinaryIO) -> None:
    """Raises ``Unreadable`` for old .xls, locked, foreign, damaged and blown-up files."""
    file.seek(0)
    start = file.read(8)
    if start == OLE_MAGIC:
        raise Unreadable(_ole_sentence(file))
    if start[:2] != b"PK":
        raise Unreadable(_("This is not an Excel workbook (.xlsx). Please save the table as .xlsx."))
    try:
        with zipfile.ZipFile(file) as package:
            _check_parts(package)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise Unreadable(damaged()) from error
    finally:
        file.seek(0)


def damaged() -> str:
    """The sentence for a workbook that breaks off or contradicts itself."""
    return _("The workbook is damaged. Please open it in Excel or WPS, save it again as .xlsx and retry.")


def _ole_sentence(file: BinaryIO) -> str:
    file.seek(0)
    if ENCRYPTED in file.read(MOST_BYTES):
        return _("The workbook is locked with a password. Please remove the password and retry.")
    return _("This is an old Excel file (.xls). Please save it as .xlsx and retry.")


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    # zipfile reads no more than the size a part states, so these sums cannot lie.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Unreadable(_("The workbook is too large to read. Please keep only the sheet that is needed and retry."))
    if "xl/workbook.xml" not in package.namelist():
        raise Unreadable(_("This is not an Excel workbook (.xlsx). Please save the table as .xlsx."))
    for part in parts:
        # ECMA-376 part 2 forbids document types; only an attack on the XML reader has them.
        if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.open(part).read(4096):
            raise Unreadable(damaged())
