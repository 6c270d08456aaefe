"""Backup and restore, with the key and without it, and what an unlucky restore leaves alone."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tonghu.engine.backup import backup, read_manifest
from tonghu.engine.cluster import leave
from tonghu.engine.connect import urls
from tonghu.engine.database import Urls, note
from tonghu.engine.errors import EngineError
from tonghu.engine.folder import DataFolder
from tonghu.engine.lock import alone
from tonghu.engine.restore import restore


@pytest.fixture
def filled(database: Urls, folder: DataFolder) -> Urls:
    """A child, a trail that the application may not change, and an uploaded photo."""
    with psycopg.connect(database.owner) as connection:
        connection.execute("CREATE TABLE child (id serial PRIMARY KEY, name text)")
        connection.execute("CREATE TABLE trail (what text)")
        connection.execute("REVOKE UPDATE, DELETE ON trail FROM tonghu_app")
        connection.execute("ALTER TABLE child ENABLE ROW LEVEL SECURITY")
        connection.execute("CREATE POLICY seen ON child USING (name <> '测试甲')")
        connection.execute("INSERT INTO child (name) VALUES ('测试甲'), ('王小满')")
    (folder.files / "2026").mkdir()
    (folder.files / "2026" / "讲座.jpg").write_bytes(b"a picture")
    return database


@pytest.fixture
def parcel(filled: Urls, tmp_path: Path) -> Path:
    """A backup of ``filled``."""
    return backup(tmp_path / "backup.zip")


def names(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM child ORDER BY id")]


def elsewhere(folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A new machine: an empty folder."""
    leave(folder)
    monkeypatch.setenv("TONGHU_DATA", str(tmp_path / "new"))
    return DataFolder(tmp_path / "new")


def test_a_new_machine_gets_rows_files_and_rights(
    parcel: Path, folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = folder.secret("fields.key")
    new = elsewhere(folder, tmp_path, monkeypatch)
    new.secrets.mkdir(parents=True)
    (new.secrets / "fields.key").write_text(key)
    assert restore(parcel).files == 1
    found = urls()
    assert names(found.owner) == ["测试甲", "王小满"]
    assert names(found.app) == ["王小满"]
    assert (new.files / "2026" / "讲座.jpg").read_bytes() == b"a picture"
    with psycopg.connect(found.app, autocommit=True) as connection:
        connection.execute("INSERT INTO trail VALUES ('read')")
        for forbidden in ("UPDATE trail SET what = ''", "DELETE FROM trail", "CREATE TABLE mine (a int)"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(forbidden)
    with psycopg.connect(found.owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE later (a int)")
    with psycopg.connect(found.app) as connection:
        connection.execute("INSERT INTO later VALUES (1)")
    leave(new)


def test_going_back_to_an_earlier_day(parcel: Path, filled: Urls, folder: DataFolder) -> None:
    with psycopg.connect(filled.owner) as connection:
        connection.execute("DELETE FROM child")
    (folder.files / "later.jpg").write_bytes(b"made after the backup")
    restore(parcel, replace=True)
    assert names(urls().owner) == ["测试甲", "王小满"]
    assert sorted(path.name for path in folder.files.iterdir()) == ["2026"]
    with psycopg.connect(filled.owner) as connection:
        databases = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'tonghu%'")
        assert databases.fetchall() == [("tonghu",)]
    assert not (folder.path / "restoring").exists()


def test_present_data_is_not_replaced_unasked(parcel: Path, filled: Urls) -> None:
    with pytest.raises(EngineError, match="--replace"):
        restore(parcel)
    assert names(filled.owner) == ["测试甲", "王小满"]


def test_without_the_key_it_says_so(
    parcel: Path, folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = elsewhere(folder, tmp_path, monkeypatch)
    with pytest.raises(EngineError, match="need another key"):
        restore(parcel)
    assert not new.pg.exists()
    restore(parcel, without_key=True)
    assert names(urls().owner) == ["测试甲", "王小满"]
    assert note(urls().owner)["key"] == new.fingerprint()
    leave(new)


def test_a_lost_key_is_not_papered_over(parcel: Path, folder: DataFolder, filled: Urls) -> None:
    (folder.secrets / "fields.key").unlink()
    with pytest.raises(EngineError, match="key file"):
        restore(parcel, replace=True)
    assert names(filled.owner) == ["测试甲", "王小满"]


def test_the_backup_holds_no_secret_and_is_private(parcel: Path, folder: DataFolder) -> None:
    with zipfile.ZipFile(parcel) as opened:
        assert sorted(opened.namelist()) == ["database.dump", "files/2026/讲座.jpg", "manifest.json"]
        everything = b"".join(opened.read(name) for name in opened.namelist())
    assert all(file.read_bytes().strip() not in everything for file in folder.secrets.iterdir())
    assert parcel.stat().st_mode & 0o777 == 0o600
    assert read_manifest(parcel).key == folder.fingerprint()


def test_a_folder_gets_a_dated_name_and_nothing_is_overwritten(parcel: Path, tmp_path: Path) -> None:
    assert backup(tmp_path).name.startswith("tonghu-20")
    before = parcel.read_bytes()
    with pytest.raises(EngineError, match="was not overwritten"):
        backup(parcel)
    assert parcel.read_bytes() == before
    with pytest.raises(EngineError, match="There is no folder"):
        backup(tmp_path / "nowhere" / "backup.zip")


def damaged(parcel: Path) -> Path:
    """The same backup with some bytes of the database turned round."""
    data = bytearray(parcel.read_bytes())
    start = len(data) // 3
    data[start : start + 64] = bytes(64)
    broken = parcel.with_name("damaged.zip")
    broken.write_bytes(data)
    return broken


def no_database(parcel: Path) -> Path:
    """A backup whose database is not one."""
    broken = parcel.with_name("strange.zip")
    with zipfile.ZipFile(parcel) as source, zipfile.ZipFile(broken, "w") as target:
        target.writestr("manifest.json", source.read("manifest.json"))
        target.writestr("database.dump", b"PGDMP, but not really")
    return broken


def a_letter(parcel: Path) -> Path:
    """Some other file."""
    letter = parcel.with_name("letter.zip")
    letter.write_text("dear sirs")
    return letter


@pytest.mark.parametrize("spoil", [damaged, no_database, a_letter])
def test_a_bad_backup_changes_nothing(
    parcel: Path, filled: Urls, folder: DataFolder, spoil: Callable[[Path], Path]
) -> None:
    with pytest.raises(EngineError, match="the present data was not changed"):
        restore(spoil(parcel), replace=True)
    assert names(filled.app) == ["王小满"]
    assert (folder.files / "2026" / "讲座.jpg").exists()
    restore(parcel, replace=True)
    assert names(filled.owner) == ["测试甲", "王小满"]


def test_nothing_is_restored_under_a_serving_program(parcel: Path, filled: Urls, folder: DataFolder) -> None:
    with alone(folder, "http://127.0.0.1:8000/"), pytest.raises(EngineError, match="already running"):
        restore(parcel, replace=True)
    with psycopg.connect(filled.app), pytest.raises(EngineError, match="Programs are still connected"):
        restore(parcel, replace=True)
    assert names(filled.owner) == ["测试甲", "王小满"]


@pytest.mark.root
def test_a_backup_onto_a_full_disk(
    filled: Urls, folder: DataFolder, small_disk: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = small_disk(1)
    monkeypatch.setenv("TONGHU_DATA", str(folder.path))
    (folder.files / "film.mp4").write_bytes(bytes(4 << 20))
    with pytest.raises(EngineError, match="The disk is full"):
        backup(place / "backup.zip")
    assert list(place.iterdir()) == []
    assert names(filled.owner) == ["测试甲", "王小满"]
