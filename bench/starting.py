"""`tonghu demo --once` from an empty folder, in seconds."""

import os
import subprocess
import sys
import tempfile
import time

from bench.results import Result

LIMIT = 90.0


def measure() -> list[Result]:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        command = [sys.executable, "-m", "tonghu", "demo", "--once"]
        subprocess.run(command, check=True, env={**os.environ, "TONGHU_DATA": folder}, stdout=subprocess.DEVNULL)
        taken = time.perf_counter() - started
    return [Result("tonghu demo --once from an empty folder, against its limit", taken, LIMIT, "s", 1.0)]
