"""Serving for real: started, refused, killed, started again, ended."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from tonghu.engine.cluster import Cluster, using
from tonghu.engine.database import prepare
from tonghu.engine.folder import DataFolder

Serve = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataFolder]:
    """An empty data folder, whose server is stopped afterwards."""
    monkeypatch.setenv("TONGHU_DATA", str(tmp_path / "data"))
    made = DataFolder(tmp_path / "data")
    yield made
    Cluster(made).stop()


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serve(folder: DataFolder, port: int) -> Iterator[Serve]:
    """Run ``tonghu serve`` on ``port``."""
    started: list[subprocess.Popen[str]] = []

    def start(*words: str) -> "subprocess.Popen[str]":
        child = subprocess.Popen(
            [sys.executable, "-m", "tonghu", "serve", "--port", str(port), "--workers", "1", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        started.append(child)
        return child

    yield start
    for child in started:
        if child.poll() is None:
            child.terminate()
            child.communicate(timeout=30)


def answer(port: int, seconds: float = 40.0) -> int:
    """The status of the first page, as soon as there is one; 0 when there is none in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                return int(page.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)
    return 0


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has buried yet does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def soon(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether ``condition`` comes true within so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def silent(port: int) -> bool:
    """Whether nothing listens on ``port`` any more."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def workers(parent: int) -> list[int]:
    """The background workers of the serving process ``parent``."""
    children = psutil.Process(parent).children()
    return [child.pid for child in children if alive(child.pid) and "worker" in child.cmdline()]


def test_the_background_worker_is_kept_alive_and_ends_with_the_server(
    folder: DataFolder, serve: Serve, port: int
) -> None:
    child = serve()
    assert answer(port)
    (first,) = workers(child.pid)
    os.kill(first, signal.SIGKILL)
    assert soon(lambda: workers(child.pid) not in ([], [first]))
    (second,) = workers(child.pid)
    child.kill()
    assert soon(lambda: not alive(second))


def test_served_refused_killed_and_served_again(folder: DataFolder, serve: Serve, port: int) -> None:
    first = serve("--no-worker")
    assert 200 <= answer(port) < 400
    second = serve("--no-worker")
    _, said = second.communicate(timeout=30)
    assert second.returncode == 1
    assert f"process {first.pid}" in said
    assert f"http://127.0.0.1:{port}/" in said
    first.send_signal(signal.SIGKILL)
    assert soon(lambda: silent(port))
    third = serve("--no-worker")
    assert 200 <= answer(port) < 400
    third.terminate()
    _, said = third.communicate(timeout=30)
    assert (third.returncode, "Traceback" in said) == (0, False)
    assert soon(lambda: silent(port))
    assert not Cluster(folder).running()


def test_a_port_in_use_is_a_sentence(serve: Serve, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        child = serve()
        _, said = child.communicate(timeout=30)
    assert child.returncode == 1
    assert f"Port {port} is in use" in said
    assert "Traceback" not in said


def test_an_unsafe_role_is_refused(folder: DataFolder, serve: Serve) -> None:
    with using(folder) as cluster:
        prepare(cluster, folder)
        with psycopg.connect(cluster.dsn("superuser"), autocommit=True) as server:
            server.execute("ALTER ROLE tonghu_app SUPERUSER")
        child = serve()
        _, said = child.communicate(timeout=30)
    assert child.returncode == 1
    assert "the application's role is a superuser" in said
