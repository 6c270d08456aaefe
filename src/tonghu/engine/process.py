"""Which processes belong to a cluster: a number in a file proves nothing after a kill or a reboot."""

import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from psycopg.pq import PGconn, Ping


@dataclass(frozen=True)
class Postmaster:
    """What the server wrote into ``postmaster.pid``.

    ``pid``; ``socket``, the directory of its Unix socket; ``ready``, whether it accepts connections.
    """

    pid: int
    socket: Path
    ready: bool


def postmaster(cluster: Path) -> Postmaster | None:
    """The living server of ``cluster``, or None; a stale file, a zombie or a stranger's number is none.

    Source: PostgreSQL, src/include/utils/pidfile.h (line 1 the pid, 5 the socket directory, 8 the status).
    """
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        pid = abs(int(lines[0]))
    except (FileNotFoundError, IndexError, ValueError):
        return None
    if not _belongs(pid, cluster):
        return None
    socket = Path(lines[4]) if len(lines) > 4 else Path()
    return Postmaster(pid, socket, len(lines) > 7 and lines[7].strip() == "ready")


def answers(server: Postmaster) -> bool:
    """Whether the server takes connections; one that was just killed or is recovering does not."""
    address = f"host={server.socket} port=5432 dbname=postgres connect_timeout=5"
    return server.ready and PGconn.ping(address.encode()) == Ping.OK


def remaining(cluster: Path) -> list[int]:
    """Every living process of ``cluster``: after the server is killed its helpers outlive it briefly."""
    return [pid for pid in psutil.pids() if _belongs(pid, cluster)]


def gone(cluster: Path, seconds: float) -> bool:
    """Wait until no process of ``cluster`` is left; False when ``seconds`` were not enough."""
    end = time.monotonic() + seconds
    while remaining(cluster):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _belongs(pid: int, cluster: Path) -> bool:
    """A server and all its helpers stand in the data directory: name and place together are proof."""
    try:
        process = psutil.Process(pid)
        if process.name().removesuffix(".exe") != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
            return False
        return Path(process.cwd()) == cluster.resolve()
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return False
