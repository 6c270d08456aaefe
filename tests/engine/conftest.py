"""A data folder and a running cluster of its own for a test, on the real server."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tonghu.engine.cluster import Cluster, leave, using
from tonghu.engine.connect import urls
from tonghu.engine.database import Urls, prepare
from tonghu.engine.folder import DataFolder

Program = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataFolder]:
    """An empty data folder, named by TONGHU_DATA; what runs in it is stopped afterwards."""
    monkeypatch.setenv("TONGHU_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("OWNER_DATABASE_URL", raising=False)
    made = DataFolder(tmp_path / "data")
    yield made
    leave(made)
    Cluster(made).stop()


@pytest.fixture(scope="session")
def mould(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after its first start, at rest; copying it is faster than starting anew."""
    made = DataFolder(tmp_path_factory.mktemp("mould") / "data")
    with using(made) as cluster:
        prepare(cluster, made)
    return made.path


@pytest.fixture
def used(folder: DataFolder, mould: Path) -> DataFolder:
    """``folder`` after its first start."""
    shutil.copytree(mould, folder.path)
    return folder


@pytest.fixture
def database(used: DataFolder) -> Urls:
    """The prepared database of ``folder``, running."""
    return urls()


@pytest.fixture
def program(folder: DataFolder) -> Iterator[Program]:
    """Start another program on ``folder``; it runs the given lines, prints a line, and waits on its input."""
    started: list[subprocess.Popen[str]] = []

    def start(lines: str) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", f"{lines}\nprint('ready', flush=True)\ninput()"],
            env={**os.environ, "TONGHU_DATA": str(folder.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(child)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        return child

    yield start
    for child in started:
        child.kill()
        child.wait()


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], Path]]:
    """Mount a disk of so many MiB (root only); a data folder may be made on it."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(size: int) -> Path:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m,mode=0700", "tonghu-test", place], check=True)
        monkeypatch.setenv("TONGHU_DATA", str(place / "data"))
        return place

    yield mount
    Cluster(DataFolder(place / "data")).stop()
    subprocess.run(["umount", place], check=False)
