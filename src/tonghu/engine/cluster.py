"""One PostgreSQL cluster in a data folder: made, started, joined, stopped."""

import atexit
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from tonghu.engine import binaries, conf, failures, process, socketdir, user
from tonghu.engine.errors import EngineError, refused
from tonghu.engine.folder import DataFolder
from tonghu.engine.users import Presence

Role = Literal["superuser", "owner", "app"]
ROLES: dict[Role, str] = {"superuser": "postgres", "owner": "tonghu_owner", "app": "tonghu_app"}

# A killed server's helpers need a moment to notice; more than this is a process that hangs.
PATIENCE = 20.0
# Replaying the log after a kill under load.
RECOVERY = 120.0
LOG_LIMIT = 10 * 1024 * 1024


class Cluster:
    """The server of one data folder.

    Argument: ``folder``, whose ``pg`` holds the cluster.
    """

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.log = folder.log / "postgres.log"

    def running(self) -> bool:
        """Whether the server lives and accepts connections."""
        server = process.postmaster(self.folder.pg)
        return server is not None and process.answers(server)

    def start(self) -> None:
        """Start the server, making the cluster first if there is none; nothing happens if it runs already.

        Raises EngineError: full disk, no permission, missing key, other version, path too long.
        """
        if self.running():
            return
        self.folder.ensure()
        with self.folder.mutex():
            self.start_alone()

    def start_alone(self) -> None:
        """``start`` for a caller that holds the folder's mutex."""
        if self._answers_soon():
            return
        self.folder.secret("fields.key")
        try:
            self._create()
            self._check_version()
            self._clear_leftovers()
            self._launch()
        except PermissionError as error:
            raise refused(error.filename or self.folder.path) from error
        except OSError as error:
            raise failures.sentence(error, self.folder.path) or error from error

    def stop(self) -> None:
        """Stop the server; open transactions are rolled back, what was committed is kept."""
        server = process.postmaster(self.folder.pg)
        if server is None:
            return
        os.kill(server.pid, signal.SIGINT)
        if not process.gone(self.folder.pg, PATIENCE):
            os.kill(server.pid, signal.SIGQUIT)
            process.gone(self.folder.pg, PATIENCE)
        with suppress(OSError):
            server.socket.rmdir()

    def dsn(self, role: Role, dbname: str = "tonghu") -> str:
        """The URL to connect with over the Unix socket.

        Arguments: ``role``, whose rights the connection has; ``dbname``, the database.
        """
        server = process.postmaster(self.folder.pg)
        directory = server.socket if server else socketdir.path(self.folder.pg)
        password = self.folder.secret(f"{role}.password")
        where = quote(str(directory), safe="")
        return f"postgresql://{ROLES[role]}:{quote(password)}@/{quote(dbname)}?host={where}&port=5432"

    def _answers_soon(self) -> bool:
        """Wait for a living server that is starting, recovering or dying; False once there is none."""
        end = time.monotonic() + RECOVERY
        while server := process.postmaster(self.folder.pg):
            if process.answers(server):
                return True
            if time.monotonic() > end:
                raise EngineError(
                    f"数据库(进程 {server.pid})没有回应；已保存的数据都在。请稍候再试，原因见 {self.log}。",
                    f"The database (process {server.pid}) does not answer; what was saved is kept. "
                    f"Try again later, the reason is in {self.log}.",
                )
            time.sleep(0.05)
        return False

    def _create(self) -> None:
        """Made beside its place and moved there whole: a killed initdb leaves no half cluster."""
        if self.folder.pg.exists():
            return
        new = self.folder.path / "pg.new"
        shutil.rmtree(new, ignore_errors=True)
        self.folder.secret("superuser.password")
        done = binaries.run(
            "initdb",
            "--pgdata", new,
            "--username", ROLES["superuser"],
            "--pwfile", self.folder.secrets / "superuser.password",
            "--auth", "scram-sha-256",
            "--encoding", "UTF8",
            "--locale-provider", "libc",
            "--lc-collate", "C",
            # With C, pg_trgm finds nothing in Chinese.
            "--lc-ctype", "C.UTF-8",
            "--lc-messages", "C",
            prefix=user.prefix(self.folder.path),
        )  # fmt: skip
        if done.returncode:
            shutil.rmtree(new, ignore_errors=True)
            with suppress(OSError):
                self.log.write_text(done.stdout)
            raise failures.server_said(done.stdout, self.folder.path, self.log)
        new.rename(self.folder.pg)

    def _check_version(self) -> None:
        try:
            found = (self.folder.pg / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            found = "?"
        if found != binaries.VERSION:
            raise EngineError(
                f"{self.folder.pg} 由 PostgreSQL {found} 建立，这里是 {binaries.VERSION}，没有改动。"
                "请用原来的版本备份，再恢复到新文件夹。",
                f"{self.folder.pg} was made by PostgreSQL {found}, this is {binaries.VERSION}; it was not "
                "changed. Back up with that version, then restore into a new folder.",
            )

    def _clear_leftovers(self) -> None:
        if not process.gone(self.folder.pg, PATIENCE):
            raise EngineError(
                f"{self.folder.pg} 上次被强行结束，仍有进程没有退出；数据都在。请稍候再试。",
                f"Processes of the killed server are still using {self.folder.pg}; the data is kept. "
                "Wait a little and try again.",
            )
        # The number in them may be a stranger's by now, whom PostgreSQL would take for a running server.
        socket = socketdir.path(self.folder.pg) / socketdir.NAME
        for stale in (self.folder.pg / "postmaster.pid", socket.with_name(f"{socket.name}.lock"), socket):
            stale.unlink(missing_ok=True)

    def _launch(self) -> None:
        """Under pg_ctl, which detaches it from the terminal and waits until it accepts connections."""
        conf.write(self.folder.pg, socketdir.ensure(self.folder.pg))
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        before = self.log.stat().st_size if self.log.exists() else 0
        done = binaries.run(
            "pg_ctl", "start", "--wait", "--timeout", "120", "--silent",
            "--pgdata", self.folder.pg, "--log", self.log,
            prefix=user.prefix(self.folder.path),
        )  # fmt: skip
        if not self.running():
            raise failures.server_said(done.stdout + _tail(self.log, before), self.folder.path, self.log)


def _tail(log: Path, start: int) -> str:
    if not log.exists():
        return ""
    with log.open("rb") as stream:
        stream.seek(start)
        return stream.read().decode(errors="replace")


_present: dict[Path, tuple[int, Presence]] = {}


def join(folder: DataFolder) -> Cluster:
    """Start or join the cluster of ``folder`` until this program ends; the last one out stops it.

    A program that is killed leaves the server running: the next start finds it, and stops it in its turn.
    Raises EngineError, see ``Cluster.start``.
    """
    cluster = Cluster(folder)
    pid, _ = _present.get(folder.path, (0, None))
    if pid != os.getpid():
        folder.ensure()
        with folder.mutex():
            presence = Presence(folder.path / "users.lock")
            try:
                cluster.start_alone()
            except BaseException:
                presence.leave()
                raise
        # A forked child inherits the table; the number of the process tells whose entry it is.
        _present[folder.path] = (os.getpid(), presence)
        atexit.register(leave, folder)
    elif not cluster.running():
        cluster.start()
    return cluster


def leave(folder: DataFolder) -> None:
    """Give up this program's use of the cluster; stop the server if nobody else uses it."""
    pid, presence = _present.get(folder.path, (0, None))
    if presence is None or pid != os.getpid():
        return
    del _present[folder.path]
    if not folder.path.exists():
        presence.leave()
        return
    with folder.mutex():
        if presence.alone():
            Cluster(folder).stop()
        presence.leave()


@contextmanager
def using(folder: DataFolder) -> Iterator[Cluster]:
    """A running cluster for the length of a block; it stays if this program had joined it before.

    Raises EngineError, see ``Cluster.start``.
    """
    joined_before = _present.get(folder.path, (0, None))[0] == os.getpid()
    cluster = join(folder)
    try:
        yield cluster
    finally:
        if not joined_before:
            leave(folder)
