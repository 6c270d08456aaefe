"""As whom the server runs when the program is root, or not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tonghu.engine import process, user
from tonghu.engine.cluster import using
from tonghu.engine.folder import DataFolder

JOIN = "from tonghu.engine.connect import urls; print(urls().app)"


def server(folder: DataFolder) -> psutil.Process:
    found = process.postmaster(folder.pg)
    assert found is not None
    return psutil.Process(found.pid)


@pytest.mark.root
def test_root_keeps_its_files_in_a_namespace_of_its_own(used: DataFolder) -> None:
    assert user.prefix(used.path)[0] == "unshare"
    with using(used):
        assert (used.pg / "postmaster.pid").stat().st_uid == 0
        mapped = Path(f"/proc/{server(used).pid}/uid_map").read_text().split()
        assert mapped == [str(user.stand_in()), "0", "1"]


@pytest.mark.root
def test_root_without_namespaces_takes_another_number(
    folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only = tmp_path / "bin"
    only.mkdir()
    for tool in ("setpriv", "sh"):
        (only / tool).symlink_to(str(shutil.which(tool)))
    monkeypatch.setenv("PATH", str(only))
    with using(folder):
        assert server(folder).uids().real == user.stand_in()
        capabilities = Path(f"/proc/{server(folder).pid}/status").read_text()
        assert "CapEff:\t0000000000000002" in capabilities
    assert folder.path.stat().st_mode & 0o777 == 0o700
    with using(folder) as again:
        assert again.running()


@pytest.mark.root
def test_an_ordinary_user_needs_no_help(folder: DataFolder) -> None:
    done = subprocess.run(
        ["unshare", "--user", "--map-user=1000", sys.executable, "-c", JOIN],
        capture_output=True,
        text=True,
        env=dict(os.environ),
        check=True,
    )
    assert "tonghu-1000-" in done.stdout
    assert process.postmaster(folder.pg) is None
