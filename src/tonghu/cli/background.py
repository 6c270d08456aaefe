"""The background worker beside the server: started with it, started again if it dies, ended with it."""

import subprocess
import sys
import threading
from types import TracebackType
from typing import Self

PAUSE = 3.0


class Background:
    """``tonghu worker`` as a child process for the length of a ``with`` block.

    It ends with this process even if that is killed: its standard input is a pipe from here.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._child = self._spawn()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._child.terminate()
        try:
            self._child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._child.kill()
        self._watcher.join(timeout=PAUSE)

    @staticmethod
    def _spawn() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tonghu", "worker", "--until-eof"]
        # A group of its own: Ctrl+C in the terminal is for the server, which then ends the worker in order.
        return subprocess.Popen(  # noqa: S603  our own words
            command, stdin=subprocess.PIPE, start_new_session=True
        )

    def _watch(self) -> None:
        while not self._stop.is_set():
            status = self._child.wait()
            if self._stop.wait(PAUSE):
                return
            print(
                f"后台任务意外结束({status})，已重新启动；未完成的任务会接着做。/ "
                f"The background worker ended unexpectedly ({status}) and was started "
                "again; unfinished tasks will be taken up.",
                file=sys.stderr,
            )
            self._child = self._spawn()
