"""A second start on one folder, and a port that somebody else has."""

import os
import socket
import subprocess
from collections.abc import Callable

import pytest

from tonghu.engine.errors import EngineError
from tonghu.engine.folder import DataFolder
from tonghu.engine.lock import serving

Program = Callable[[str], "subprocess.Popen[str]"]


def serve(port: int) -> str:
    return (
        "from tonghu.engine.folder import DataFolder\n"
        "from tonghu.engine.lock import serving\n"
        f"held = serving(DataFolder.here(), {port})\n"
        "held.__enter__()\n"
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_second_start_says_who_since_when_and_where(folder: DataFolder, program: Program) -> None:
    port = free_port()
    child = program(serve(port))
    with pytest.raises(EngineError) as refused, serving(folder, free_port()):
        pass
    assert f"process {child.pid}, since 20" in refused.value.en
    assert f"http://127.0.0.1:{port}/" in refused.value.en
    assert "Ctrl+C" in refused.value.zh


def test_after_a_kill_the_folder_is_free_again(folder: DataFolder, program: Program) -> None:
    child = program(serve(free_port()))
    child.kill()
    child.wait()
    with serving(folder, free_port()):
        assert str(os.getpid()) in (folder.path / "serve.json").read_text()
    assert not (folder.path / "serve.json").exists()


def test_a_port_in_use_is_a_sentence_and_frees_the_folder(folder: DataFolder) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        with pytest.raises(EngineError, match=f"Port {port} is in use") as refused, serving(folder, port):
            pass
        assert f"--port {port + 1}" in refused.value.zh
    with serving(folder, port):
        pass


def test_an_address_of_another_machine_is_a_sentence(folder: DataFolder) -> None:
    with pytest.raises(EngineError, match=r"192\.0\.2\.1 cannot be used"), serving(folder, 8123, "192.0.2.1"):
        pass
