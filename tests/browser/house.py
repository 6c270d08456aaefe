"""A whole house for a browser: an own data folder, the cast, a real server on a free port."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Self
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """``tonghu serve`` over an own folder; ``url`` is its address.

    Argument: ``furnished``, the words after ``python`` that fill the folder: the cast, or the whole demonstration.
    """

    def __init__(self, *furnished: str) -> None:
        self.furnished = furnished or ("-m", "tests.browser.furnish")
        self.folder = Path(tempfile.mkdtemp(prefix="tonghu-browser-"))
        self.url = f"http://127.0.0.1:{free_port()}"
        self.log = self.folder / "server.log"
        kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "OWNER_DATABASE_URL")}
        self.environment = {**kept, "TONGHU_DATA": str(self.folder / "data"), "TONGHU_DEMO": "1"}

    def __enter__(self) -> Self:
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, self.folder, ignore_errors=True)
            self.run(*self.furnished)
            self.server = self._served()
            undo.callback(self._end)
            self._wait()
            self.undo = undo.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.undo.close()

    def _served(self) -> subprocess.Popen[bytes]:
        port = self.url.rpartition(":")[2]
        with self.log.open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tonghu", "serve", "--port", port, "--workers", "1"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )

    def _end(self) -> None:
        self.server.send_signal(signal.SIGTERM)
        try:
            self.server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()

    def run(self, *arguments: str) -> str:
        """Run Python on this house's data, e.g. ``run("-m", "tonghu", "trail", "verify")``; its output."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def complaints(self) -> str:
        """The server's log from its first traceback or error on; empty where there is none."""
        log = self.log.read_text("utf-8")
        found = re.search(r"Traceback|ERROR", log)
        return log[found.start() :][-3000:] if found else ""

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                urlopen(f"{self.url}/sign-in/", timeout=5).close()
            except HTTPError:
                break
            except URLError:
                if self.server.poll() is not None:
                    break
                time.sleep(0.1)
            else:
                return
        raise AssertionError(
            "the server does not answer:\n" + "\n".join(self.log.read_text("utf-8").splitlines()[-20:])
        )
