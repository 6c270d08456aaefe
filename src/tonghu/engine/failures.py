"""A failure's own words turned into a sentence for a person."""

import errno
import shutil
from pathlib import Path

import psycopg

from tonghu.engine.errors import EngineError, disk_full, refused

NEARLY_FULL = 16 * 1024 * 1024


def server_said(text: str, folder: Path, log: Path) -> EngineError:
    """The sentence for what initdb or the server printed when it would not start.

    Arguments: ``text``, its words; ``folder``, the data folder; ``log``, the log to point at.
    """
    if "No space left on device" in text or nearly_full(folder):
        return disk_full(folder)
    if "Permission denied" in text or "has invalid permissions" in text or "wrong ownership" in text:
        return refused(folder)
    if "incompatible with server" in text:
        return EngineError(
            f"{folder} 是另一个版本的 PostgreSQL 建立的，没有改动。请用原来的版本备份，再恢复到新文件夹。",
            f"{folder} was made by another version of PostgreSQL and was not changed. "
            "Back up with that version, then restore into a new folder.",
        )
    if "shared memory" in text or "Cannot allocate memory" in text:
        return EngineError(
            "内存不够，数据库没有启动；已保存的数据都在。请关闭一些程序后再试。",
            "There is not enough memory, the database did not start; what was saved is kept. "
            "Close some programs and try again.",
        )
    last = next((line for line in reversed(text.splitlines()) if "FATAL" in line or "error" in line), "")
    return EngineError(
        f"数据库没有启动；已保存的数据都在。原因见 {log}。{last}",
        f"The database did not start; what was saved is kept. The reason is in {log}.",
    )


def sentence(error: BaseException, folder: Path) -> EngineError | None:
    """The sentence behind an exception, or None when it is a defect that deserves its traceback.

    Follows the chain of causes, so that Django's wrapping does not hide a full disk.
    """
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, EngineError):
            return seen
        if isinstance(seen, psycopg.errors.DiskFull):
            return disk_full(folder)
        if isinstance(seen, OSError) and seen.errno in (errno.ENOSPC, errno.EDQUOT):
            return disk_full(seen.filename or folder)
        if isinstance(seen, psycopg.OperationalError):
            return disk_full(folder) if nearly_full(folder) else _cut_off(seen)
        seen = seen.__cause__ or seen.__context__
    return None


def nearly_full(folder: Path) -> bool:
    """Whether fewer than 16 MiB, one segment of PostgreSQL's log, are free where ``folder`` lies."""
    existing = next((path for path in (folder, *folder.parents) if path.exists()), Path("/"))
    return shutil.disk_usage(existing).free < NEARLY_FULL


def _cut_off(error: psycopg.OperationalError) -> EngineError | None:
    """Lost or refused connections only; a lock timeout or the like is not for the reader."""
    if error.sqlstate is not None and not error.sqlstate.startswith(("08", "28", "57P", "3D")):
        return None
    return EngineError(
        "与数据库的连接断开或被拒绝；已保存的数据都在，刚才这一步没有写入。请再试一次。",
        "The connection to the database was lost or refused; what was saved is kept, this last step was "
        "not written. Try again.",
    )
