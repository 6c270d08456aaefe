"""The files in the data folder, each under the place it belongs to and its content's hash."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings


def path_of(place: int, sha256: str) -> Path:
    """Where a content lies. The place is in the path, so that whoever may see one reference sees all of them."""
    return Path(settings.MEDIA_ROOT) / str(place) / sha256[:2] / sha256


def write(place: int, sha256: str, content: bytes) -> Path:
    """Write a content once, whole or not at all: a killed program leaves no half file under its name."""
    target = path_of(place, sha256)
    if target.exists():
        return target
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, prefix=".new-", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.replace(file.name, target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    _settle(target.parent)
    return target


def _settle(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
