"""The cluster is found again whatever happened to it, and says what is wrong when it cannot start."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import psutil
import psycopg
import pytest

from tonghu.engine import process
from tonghu.engine.cluster import Cluster, using
from tonghu.engine.database import prepare
from tonghu.engine.errors import EngineError
from tonghu.engine.failures import sentence
from tonghu.engine.folder import DataFolder

Program = Callable[[str], "subprocess.Popen[str]"]

JOIN = "from tonghu.engine.connect import urls; urls()"


def write(folder: DataFolder, name: str) -> None:
    with psycopg.connect(prepare(Cluster(folder), folder).owner) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS note (name text)")
        connection.execute("INSERT INTO note VALUES (%s)", [name])


def names(folder: DataFolder) -> list[str]:
    with psycopg.connect(Cluster(folder).dsn("owner")) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM note ORDER BY name")]


def server(folder: DataFolder) -> int:
    found = process.postmaster(folder.pg)
    assert found is not None
    return found.pid


def test_start_stop_and_start_again(folder: DataFolder) -> None:
    cluster = Cluster(folder)
    assert not cluster.running()
    cluster.start()
    cluster.start()
    assert cluster.running()
    write(folder, "测试甲")
    cluster.stop()
    cluster.stop()
    assert not cluster.running()
    assert process.remaining(folder.pg) == []
    cluster.start()
    assert names(folder) == ["测试甲"]


def test_no_port_is_open_and_the_socket_is_private(used: DataFolder) -> None:
    with using(used):
        listening = psutil.Process(server(used)).net_connections(kind="inet")
        socket = process.postmaster(used.pg)
        assert listening == []
        assert socket is not None
        assert socket.socket.stat().st_mode & 0o777 == 0o700


def test_a_wrong_password_does_not_open_it(used: DataFolder) -> None:
    with using(used) as cluster:
        password = used.secret("superuser.password")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(cluster.dsn("superuser", "postgres").replace(password[:8], "wrong"))


def test_trigrams_work_on_chinese(used: DataFolder) -> None:
    with using(used) as cluster, psycopg.connect(prepare(cluster, used).owner) as connection:
        row = connection.execute("SELECT show_trgm('云溪市') <> '{}'").fetchone()
        assert row == (True,)


def test_a_killed_server_finds_its_data(used: DataFolder) -> None:
    Cluster(used).start()
    write(used, "committed")
    os.kill(server(used), signal.SIGKILL)
    Cluster(used).start()
    assert names(used) == ["committed"]


def test_a_server_stopped_by_somebody_else_is_started_again(used: DataFolder) -> None:
    with using(used):
        write(used, "kept")
        os.kill(server(used), signal.SIGKILL)
        with using(used):
            assert names(used) == ["kept"]


def test_a_killed_program_leaves_data_that_the_next_one_finds(used: DataFolder, program: Program) -> None:
    child = program(JOIN)
    write(used, "before the kill")
    child.kill()
    child.wait()
    with using(used):
        assert names(used) == ["before the kill"]
    assert not Cluster(used).running()


def test_server_and_program_killed_together(used: DataFolder, program: Program) -> None:
    child = program(JOIN)
    write(used, "both")
    os.kill(server(used), signal.SIGKILL)
    child.kill()
    child.wait()
    with using(used):
        assert names(used) == ["both"]


def test_the_last_program_out_stops_the_server(used: DataFolder, program: Program) -> None:
    first, second = program(JOIN), program(JOIN)
    first.communicate("\n")
    assert Cluster(used).running()
    second.communicate("\n")
    assert not Cluster(used).running()


def test_programs_that_start_at_once_share_one_server(folder: DataFolder, program: Program) -> None:
    code = (
        "import subprocess, sys\n"
        f"children = [subprocess.Popen([sys.executable, '-c', '{JOIN}']) for _ in range(3)]\n"
        "assert [child.wait() for child in children] == [0, 0, 0]"
    )
    program(code)
    assert not Cluster(folder).running()


def test_a_stale_lock_file_with_a_strangers_number(used: DataFolder) -> None:
    with using(used):
        write(used, "after the reboot")
        lines = (used.pg / "postmaster.pid").read_text().splitlines()
    (used.pg / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]))
    assert not Cluster(used).running()
    with using(used):
        assert names(used) == ["after the reboot"]


def test_a_half_made_cluster_is_made_again(folder: DataFolder) -> None:
    folder.ensure()
    (folder.path / "pg.new").mkdir()
    (folder.path / "pg.new" / "PG_VERSION").write_text("18\n")
    with using(folder) as cluster:
        assert cluster.running()


def test_a_folder_of_another_version_is_left_alone(folder: DataFolder) -> None:
    folder.ensure()
    folder.pg.mkdir()
    (folder.pg / "PG_VERSION").write_text("15\n")
    with pytest.raises(EngineError, match="made by PostgreSQL 15, this is 18"):
        Cluster(folder).start()
    assert [file.name for file in folder.pg.iterdir()] == ["PG_VERSION"]


def test_a_lost_key_stops_the_start(used: DataFolder) -> None:
    with using(used):
        pass
    (used.secrets / "fields.key").unlink()
    with pytest.raises(EngineError, match="key file"):
        Cluster(used).start()
    assert not Cluster(used).running()


def test_a_long_temporary_path_is_a_sentence(
    folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("a" * 90)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with pytest.raises(EngineError, match="TMPDIR"):
        Cluster(folder).start()


def test_a_damaged_cluster_points_at_the_log(used: DataFolder) -> None:
    with using(used):
        pass
    (used.pg / "global" / "pg_control").unlink()
    with pytest.raises(EngineError, match=r"The reason is in .*postgres\.log"):
        Cluster(used).start()


def place_left(disk: Path) -> int:
    return shutil.disk_usage(disk).free


@pytest.mark.root
def test_a_full_disk_at_the_first_start(small_disk: Callable[[int], Path]) -> None:
    place = small_disk(24)
    with pytest.raises(EngineError, match="The disk is full"):
        Cluster(DataFolder(place / "data")).start()
    assert not (place / "data" / "pg").exists()


@pytest.mark.root
def test_a_disk_that_fills_up_while_working(small_disk: Callable[[int], Path]) -> None:
    """What was committed is there again as soon as there is space."""
    place = small_disk(160)
    data = DataFolder(place / "data")
    with using(data) as cluster:
        write(data, "committed")
        ballast = place / "ballast"
        with psycopg.connect(cluster.dsn("owner"), autocommit=True) as connection:
            connection.execute("CREATE TABLE filler AS SELECT 1 AS a")
            with pytest.raises(OSError, match="No space"):
                ballast.write_bytes(bytes(place_left(place) + (1 << 20)))
            with pytest.raises(psycopg.OperationalError) as full:
                connection.execute("INSERT INTO filler SELECT generate_series(1, 3000000)")
        said = sentence(full.value, data.path)
        assert said is not None
        assert "The disk is full" in said.en
        ballast.unlink()
    with using(data):
        assert names(data) == ["committed"]


@pytest.mark.root
def test_a_cluster_of_another_user_is_run_as_that_user(used: DataFolder) -> None:
    with using(used):
        write(used, "moved here")
    for path in (used.pg, *used.pg.rglob("*")):
        os.chown(path, 54399, 54399)
    with using(used):
        assert names(used) == ["moved here"]
        assert psutil.Process(server(used)).uids().real == 54399
