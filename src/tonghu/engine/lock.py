"""One serving program a data folder, and a port that is free."""

import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from tonghu.engine.errors import EngineError
from tonghu.engine.folder import DataFolder


@contextmanager
def serving(folder: DataFolder, port: int, host: str = "127.0.0.1") -> Iterator[None]:
    """Be the only program that serves ``folder``, on ``host`` and ``port``, for the length of a block.

    Raises EngineError: another program serves the folder (which, since when, where), or the port is taken.
    """
    with alone(folder, f"http://{host}:{port}/"):
        _port_is_free(host, port)
        yield


@contextmanager
def alone(folder: DataFolder, doing: str) -> Iterator[None]:
    """Keep every other serving or restoring program off ``folder`` for the length of a block.

    Argument: ``doing``, an address or a word that tells the next one what is going on.
    Raises EngineError when there is such a program already.
    """
    folder.ensure()
    holder = folder.path / "serve.json"
    lock = FileLock(folder.path / "serve.lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise _taken(folder, holder) from error
    try:
        now = datetime.now().astimezone().isoformat(" ", "seconds")
        holder.write_text(json.dumps({"pid": os.getpid(), "since": now, "doing": doing}))
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _taken(folder: DataFolder, holder: Path) -> EngineError:
    """The words of the program that holds the lock; it may not have written them yet."""
    found = {"pid": "?", "since": "?", "doing": "?"}
    with suppress(OSError, ValueError):
        found.update(json.loads(holder.read_text()))
    pid, since, doing = found["pid"], found["since"], found["doing"]
    return EngineError(
        f"{folder.path} 已有童护在运行：进程 {pid}，自 {since}，{doing}。没有改动。"
        "请直接打开那个地址；要重新启动，先在那个窗口按 Ctrl+C；"
        "要另开一套，请用 TONGHU_DATA 指定别的文件夹。",
        f"Tonghu is already running on {folder.path}: process {pid}, since {since}, {doing}. Nothing was "
        "changed. Open that address; to start afresh press Ctrl+C there first; to run a second one, name "
        "another folder with TONGHU_DATA.",
    )


def _port_is_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # Connections of a server that just ended linger; they do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _unusable(host, port, error) from error


def _unusable(host: str, port: int, error: OSError) -> EngineError:
    if error.errno == errno.EADDRINUSE:
        return EngineError(
            f"端口 {port} 已被别的程序占用，没有启动；数据都在。请换一个端口，如 --port {port + 1}。",
            f"Port {port} is in use by another program, nothing was started; the data is kept. "
            f"Choose another port, for example --port {port + 1}.",
        )
    if error.errno == errno.EACCES:
        return EngineError(
            f"没有权限使用端口 {port}，没有启动；数据都在。请用 1024 以上的端口，如 --port 8000。",
            f"Port {port} is not permitted, nothing was started; the data is kept. "
            "Choose a port above 1024, for example --port 8000.",
        )
    return EngineError(
        f"不能使用地址 {host}，没有启动；数据都在。请检查 --host，或不写。",
        f"The address {host} cannot be used, nothing was started; the data is kept. Check --host or leave it out.",
    )
