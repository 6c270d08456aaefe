"""A short, private directory for the server's socket: the system allows a path of about a hundred bytes."""

import hashlib
import os
import stat
import sys
import tempfile
from pathlib import Path

from tonghu.engine.errors import EngineError, refused

# The length of sun_path less its closing zero, and the longest name PostgreSQL puts there.
LONGEST = 103 if sys.platform == "darwin" else 107
NAME = ".s.PGSQL.5432"


def path(cluster: Path) -> Path:
    """Where the socket of ``cluster`` belongs: the same place for every program of this user."""
    digest = hashlib.sha256(os.fsencode(cluster.resolve())).hexdigest()[:8]
    return Path(tempfile.gettempdir()) / f"tonghu-{os.geteuid()}-{digest}"


def ensure(cluster: Path) -> Path:
    """Create the directory, mode 0700, and return it.

    Raises EngineError when the path is too long, or when somebody else was there first.
    """
    directory = path(cluster)
    if len(os.fsencode(directory / NAME)) > LONGEST:
        raise EngineError(
            f"临时文件夹的路径太长({directory})，数据库没有启动；数据都在。请把 TMPDIR 设为较短的路径，如 /tmp。",
            f"The path of the temporary folder is too long ({directory}); the database did not start, "
            "the data is kept. Set TMPDIR to a shorter path such as /tmp.",
        )
    try:
        directory.mkdir(mode=0o700, exist_ok=True)
        found = directory.lstat()
    except PermissionError as error:
        raise refused(directory) from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise refused(directory)
    directory.chmod(0o700)
    return directory
