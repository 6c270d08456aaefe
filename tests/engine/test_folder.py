"""The data folder: made once, private, and never given a second key."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tonghu.engine.errors import EngineError
from tonghu.engine.folder import FIRST, DataFolder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_start_makes_every_secret_for_the_owner_only(folder: DataFolder) -> None:
    folder.ensure()
    assert sorted(file.name for file in folder.secrets.iterdir()) == sorted(FIRST)
    assert {mode(file) for file in folder.secrets.iterdir()} == {0o600}
    parts = (folder.path, folder.secrets, folder.files, folder.reports, folder.log)
    assert {mode(path) for path in parts} == {0o700}


def test_a_secret_stays_the_same(folder: DataFolder) -> None:
    first = folder.secret("fields.key")
    assert folder.secret("fields.key") == first
    assert DataFolder(folder.path).secret("fields.key") == first
    assert folder.secret("django.key") != first


def test_a_lost_key_is_an_error_and_no_new_one_is_made(folder: DataFolder) -> None:
    folder.ensure()
    (folder.secrets / "fields.key").unlink()
    with pytest.raises(EngineError, match="no new key was made"):
        folder.secret("fields.key")
    folder.ensure()
    assert not (folder.secrets / "fields.key").exists()


def test_a_lost_key_is_an_error_where_only_the_cluster_is_left(folder: DataFolder) -> None:
    folder.pg.mkdir(parents=True)
    with pytest.raises(EngineError, match="找不到密钥文件"):
        folder.secret("fields.key")


def test_what_can_be_replaced_is_replaced(folder: DataFolder) -> None:
    first = folder.secret("django.key")
    (folder.secrets / "django.key").unlink()
    assert folder.secret("django.key") not in ("", first)


def test_a_key_put_there_before_the_first_start_is_kept(folder: DataFolder) -> None:
    folder.secrets.mkdir(parents=True)
    (folder.secrets / "fields.key").write_text("a-key-brought-along\n")
    folder.ensure()
    assert folder.secret("fields.key") == "a-key-brought-along"


def test_programs_that_start_at_once_agree_on_the_key(folder: DataFolder) -> None:
    code = "from tonghu.engine.folder import DataFolder as D; print(D.here().secret('fields.key'))"
    children = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    keys = {child.communicate()[0] for child in children}
    assert keys == {folder.secret("fields.key") + "\n"}


def test_the_fingerprint_tells_keys_apart_without_showing_them(folder: DataFolder, tmp_path: Path) -> None:
    other = DataFolder(tmp_path / "other")
    assert folder.fingerprint() == folder.fingerprint()
    assert folder.fingerprint() != other.fingerprint()
    assert folder.fingerprint() not in folder.secret("fields.key")


def test_a_file_in_the_folders_place_is_a_sentence(tmp_path: Path) -> None:
    place = tmp_path / "taken"
    place.write_text("a letter")
    with pytest.raises(EngineError, match="is not a folder"):
        DataFolder(place).ensure()
    assert place.read_text() == "a letter"


def test_tonghu_data_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TONGHU_DATA", str(tmp_path / "there"))
    assert DataFolder.here().path == tmp_path / "there"
    monkeypatch.delenv("TONGHU_DATA")
    assert DataFolder.here().path.name == "tonghu"
    assert not (tmp_path / "there").exists()
