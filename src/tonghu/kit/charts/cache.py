"""Pictures kept by the content that they were drawn from."""

from __future__ import annotations

import os
import tempfile
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from threading import Lock


class PictureCache:
    """The most recently used pictures in memory and, where a folder is given, all of them on disk.

    Keys are content hashes: a picture never goes stale, and any file may be deleted at any time.
    """

    def __init__(self, *, most: int = 256, folder: Path | None = None) -> None:
        self._most = most
        self._folder = folder
        self._recent: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        """The picture under ``key``, None where it has to be drawn."""
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
        found = self._read(key)
        if found is not None:
            self._remember(key, found)
        return found

    def put(self, key: str, picture: bytes) -> None:
        """Keep a picture; a full or read-only disk only costs the copy there."""
        self._remember(key, picture)
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._store(self._folder, key, picture)

    @staticmethod
    def _store(folder: Path, key: str, picture: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(picture)
            Path(name).replace(folder / key)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _read(self, key: str) -> bytes | None:
        try:
            return (self._folder / key).read_bytes() if self._folder else None
        except OSError:
            return None

    def _remember(self, key: str, picture: bytes) -> None:
        with self._lock:
            self._recent[key] = picture
            self._recent.move_to_end(key)
            while len(self._recent) > self._most:
                self._recent.popitem(last=False)
