"""The command: its list, its sentences, its exit status."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tonghu.cli.main import COMMANDS, main
from tonghu.engine.cluster import leave
from tonghu.engine.folder import DataFolder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DataFolder]:
    """An empty data folder."""
    monkeypatch.setenv("TONGHU_DATA", str(tmp_path / "data"))
    made = DataFolder(tmp_path / "data")
    yield made
    leave(made)


def tonghu(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """The command as a person runs it."""
    return subprocess.run(
        [sys.executable, "-m", "tonghu", *words],
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert f"usage: tonghu {name}" in shown
    assert " / " in shown


def test_without_a_command_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([])
    assert left.value.code == 2
    assert "usage: tonghu" in capsys.readouterr().err


def test_help_loads_neither_django_nor_the_server(folder: DataFolder) -> None:
    code = (
        "import sys; from tonghu.cli.main import main\ntry: main(['--help'])\nfinally: print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("False\n")
    assert not folder.path.exists()


def test_trouble_is_a_sentence_in_both_languages(
    folder: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = tmp_path / "letter.zip"
    letter.write_text("dear sirs")
    assert main(["restore", str(letter)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert "不是童护的备份" in said[0]
    assert "no backup of Tonghu" in said[1]


def test_another_version_stops_django_with_a_sentence(folder: DataFolder) -> None:
    folder.ensure()
    folder.pg.mkdir()
    (folder.pg / "PG_VERSION").write_text("15\n")
    for words in (["migrate"], ["manage", "check"]):
        done = tonghu(*words)
        assert done.returncode == 1
        assert "made by PostgreSQL 15, this is 18" in done.stderr
        assert "Traceback" not in done.stderr


def test_backup_and_restore_of_a_migrated_database(folder: DataFolder, tmp_path: Path) -> None:
    assert tonghu("migrate", "--quiet").returncode == 0
    made = tonghu("backup", str(tmp_path / "all.zip"))
    assert (made.returncode, made.stderr) == (0, "")
    assert str(tmp_path / "all.zip") in made.stdout
    new = DataFolder(tmp_path / "new")
    new.secrets.mkdir(parents=True)
    shutil.copy(folder.secrets / "fields.key", new.secrets)
    done = tonghu("restore", str(tmp_path / "all.zip"), TONGHU_DATA=str(new.path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Restored the backup made at 20" in done.stdout
    shown = tonghu("manage", "showmigrations", "--plan", "--database", "owner", TONGHU_DATA=str(new.path))
    assert "[X]" in shown.stdout
    assert "[ ]" not in shown.stdout
