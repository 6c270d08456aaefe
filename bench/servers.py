"""Two servers of one kind on loopback, ours and the bare one, and a client that asks them in turn."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median, quantiles

WORKERS = 2


@contextmanager
def serving(target: str, settings: str, environment: dict[str, str] | None = None) -> Iterator[int]:
    """A granian server of ``target`` ("module:application") on a free port of 127.0.0.1, which is yielded.

    ``environment`` names another data folder than this program's own.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--workers",
        str(WORKERS),
        "--log-level",
        "warning",
        target,
    ]
    server = subprocess.Popen(
        command, env={**(environment or os.environ), "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": os.getcwd()}
    )
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with status {server.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError("the server did not open its port within a minute")


class Client:
    """One kept-alive connection."""

    def __init__(self, port: int, path: str, cookie: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.path, self.headers = path, {"Cookie": cookie} if cookie else {}

    def get(self) -> float:
        """Ask once; returns milliseconds. Raises RuntimeError where the answer is not 200."""
        started = time.perf_counter()
        self.connection.request("GET", self.path, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200 or len(body) < 500:
            raise RuntimeError(f"{self.path} answered {answer.status} {answer.headers.get('Location', '')}")
        return (time.perf_counter() - started) * 1000


def in_turn(ours: Client, bare: Client, times: int) -> tuple[list[float], list[float]]:
    """Milliseconds of both, asked alternately after a warm-up."""
    for _ in range(10):
        ours.get()
        bare.get()
    pairs = [(ours.get(), bare.get()) for _ in range(times)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


def throughput(make: object, seconds: float, clients: int = 8) -> float:
    """Answers a second with eight clients, each on its own connection."""
    end = time.perf_counter() + seconds

    def ask(_: int) -> int:
        client, count = make(), 0  # type: ignore[operator]
        while time.perf_counter() < end:
            client.get()
            count += 1
        return count

    with ThreadPoolExecutor(clients) as pool:
        return sum(pool.map(ask, range(clients))) / seconds


__all__ = ["Client", "in_turn", "median", "p95", "serving", "throughput"]
