"""As whom the server runs: PostgreSQL refuses root, and a folder of mode 0700 lets nobody else in."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from tonghu.engine import binaries
from tonghu.engine.errors import EngineError


def stand_in() -> int:
    """The uid that takes root's part; initdb wants one with a name.

    Debian keeps ``daemon`` for programs that own files but need no rights.
    """
    others = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid != 0}
    for name in ("postgres", "daemon"):
        if name in others:
            return others[name]
    return next(iter(others.values()), 65534)


def prefix(folder: Path) -> list[str]:
    """The command that initdb and pg_ctl are run through.

    Argument: ``folder``, the data folder; the cluster is ``pg`` in it. Empty for an ordinary user. For root:
    a user namespace in which root has another number, so that no file changes hands; where the kernel forbids
    that, or where the folder lies behind directories that root enters only by privilege, another uid with the
    one capability to pass them.

    Raises EngineError when neither way is open.
    """
    if os.geteuid() != 0:
        return []
    owner = _owner(folder)
    if owner == 0 and (namespace := _namespace(folder)):
        return namespace
    if shutil.which("setpriv"):
        uid = owner or stand_in()
        capability = "-all,+dac_override"
        return [
            "setpriv",
            f"--reuid={uid}",
            f"--regid={uid}",
            "--clear-groups",
            f"--inh-caps={capability}",
            f"--ambient-caps={capability}",
            f"--bounding-set={capability}",
        ]
    raise EngineError(
        "PostgreSQL 不能以 root 身份运行。请用普通用户启动童护，或用 DATABASE_URL 指定服务器。",
        "PostgreSQL does not run as root. Start Tonghu as an ordinary user, or name a server in DATABASE_URL.",
    )


def _owner(folder: Path) -> int:
    cluster = folder / "pg"
    return cluster.stat().st_uid if cluster.exists() else 0


def _namespace(folder: Path) -> list[str]:
    """The ``unshare`` prefix if it works here for this folder and these binaries, else nothing."""
    command = ["unshare", "--user", f"--map-user={stand_in()}"]
    probe = ["sh", "-c", 'test -w "$0" && "$1" --version', str(folder), str(binaries.directory() / "initdb")]
    if not shutil.which("unshare"):
        return []
    tried = subprocess.run([*command, *probe], capture_output=True, check=False)  # noqa: S603  fixed words
    return command if tried.returncode == 0 else []
