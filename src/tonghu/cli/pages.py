"""What each server process runs: the pages, and an eye on the process that started it."""

import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait

from tonghu.config.wsgi import application

__all__ = ["application"]


def _end_with_parent() -> None:
    """A server that was killed must not leave processes behind that hold its port."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGKILL)


threading.Thread(target=_end_with_parent, daemon=True).start()
