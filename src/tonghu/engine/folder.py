"""The data folder: where a deployment's cluster, secrets, uploads, reports and logs live."""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import platformdirs
from filelock import FileLock

from tonghu.engine.errors import EngineError, refused

# Losing one of these loses data, so none is ever made a second time.
IRREPLACEABLE = ("fields.key", "superuser.password")
FIRST = ("django.key", "fields.key", "superuser.password", "owner.password", "app.password")


@dataclass(frozen=True)
class DataFolder:
    """One deployment's data folder. Everything in it is readable by its owner only (mode 0700).

    Argument: ``path``, the folder; it need not exist yet.
    """

    path: Path

    @classmethod
    def here(cls) -> "DataFolder":
        """The folder TONGHU_DATA names, else the user's own data directory for ``tonghu``."""
        named = os.environ.get("TONGHU_DATA")
        path = Path(named).expanduser() if named else Path(platformdirs.user_data_dir("tonghu", False))
        return cls(path.absolute())

    @property
    def pg(self) -> Path:
        return self.path / "pg"

    @property
    def secrets(self) -> Path:
        return self.path / "secrets"

    @property
    def files(self) -> Path:
        return self.path / "files"

    @property
    def reports(self) -> Path:
        return self.path / "reports"

    @property
    def log(self) -> Path:
        return self.path / "log"

    @property
    def used(self) -> bool:
        """Whether this folder has been started before, and may therefore hold data."""
        return self._since.exists() or self.pg.exists()

    @property
    def _since(self) -> Path:
        return self.path / "since"

    def ensure(self) -> None:
        """Create what is missing; on the very first start also every secret.

        Raises EngineError when the folder may not be written.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            for part in (self.secrets, self.files, self.reports, self.log):
                part.mkdir(mode=0o700, exist_ok=True)
            if not self.used:
                self._begin()
        except PermissionError as error:
            raise refused(self.path) from error
        except (FileExistsError, NotADirectoryError) as error:
            raise EngineError(
                f"{self.path} 不是文件夹，什么都没有改动。请用 TONGHU_DATA 指定一个文件夹。",
                f"{self.path} is not a folder; nothing was changed. Name a folder with TONGHU_DATA.",
            ) from error

    def secret(self, name: str) -> str:
        """The text of the secret ``name``, made at the first start, else read.

        Raises EngineError when a secret that protects data is missing from a folder already in use: a new one
        would leave encrypted fields unreadable for ever.
        """
        file = self.secrets / name
        if not file.exists():
            self.ensure()
        if not file.exists():
            if name in IRREPLACEABLE:
                raise self._lost(file)
            with self.mutex():
                self._make(name)
        try:
            return file.read_text("ascii").strip()
        except PermissionError as error:
            raise refused(file) from error

    def fingerprint(self) -> str:
        """32 hex digits that tell one ``fields.key`` from another without revealing it (HMAC-SHA256)."""
        key = self.secret("fields.key").encode()
        return hmac.new(key, b"tonghu: which fields.key", hashlib.sha256).hexdigest()[:32]

    @contextmanager
    def mutex(self) -> Iterator[None]:
        """One program at a time creates secrets, starts the cluster or stops it."""
        with FileLock(self.path / "engine.lock", mode=0o600):
            yield

    def _begin(self) -> None:
        with self.mutex():
            if self.used:
                return
            for name in FIRST:
                self._make(name)
            self._write(self._since, datetime.now(UTC).isoformat(timespec="seconds"))

    def _make(self, name: str) -> None:
        """A key a person put there beforehand (to restore a backup) is kept."""
        file = self.secrets / name
        if file.exists():
            return
        key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
        self._write(file, secrets.token_urlsafe(48) if name == "django.key" else key)

    @staticmethod
    def _write(file: Path, text: str) -> None:
        half = file.with_name(f"{file.name}.half")
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        half.replace(file)
        directory = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    @staticmethod
    def _lost(file: Path) -> EngineError:
        return EngineError(
            f"找不到密钥文件 {file}。数据都在，没有另造新密钥，因为那样加密的内容将永远读不出来。"
            "请把保管的那一份放回原处；如果确实没有数据要保留，请换一个空文件夹(TONGHU_DATA)。",
            f"The key file {file} is missing. The data is untouched, and no new key was made, because "
            "encrypted fields could then never be read again. Put your copy of it back; if there is nothing "
            "to keep, use an empty folder (TONGHU_DATA).",
        )
