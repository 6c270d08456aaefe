"""Who is using a cluster: a lock held in common, which the system takes back from a killed program."""

import fcntl
import os
from pathlib import Path


class Presence:
    """This program's share in a lock file, from its creation until ``leave``.

    Argument: ``file``, the lock file. The lock belongs to this very opening of the file; programs started by
    this one do not inherit it.
    """

    def __init__(self, file: Path) -> None:
        self._fd = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._fd, fcntl.LOCK_SH)

    def alone(self) -> bool:
        """Whether no other program shares the lock; if so, none can come in before ``leave``."""
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def leave(self) -> None:
        """Let go."""
        os.close(self._fd)
