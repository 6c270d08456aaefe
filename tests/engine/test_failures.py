"""What a person is told, and what stays a traceback."""

import errno
from pathlib import Path

import psycopg
import pytest

from tonghu.engine.errors import EngineError
from tonghu.engine.failures import sentence, server_said


def chained(cause: Exception) -> Exception:
    """``cause`` as a framework passes it on."""
    try:
        try:
            raise cause
        except Exception as error:
            raise RuntimeError("wrapped") from error
    except RuntimeError as error:
        return error


@pytest.mark.parametrize(
    "full", [OSError(errno.ENOSPC, "no space"), OSError(errno.EDQUOT, "quota"), psycopg.errors.DiskFull("53100")]
)
def test_a_full_disk_is_seen_through_any_wrapping(full: Exception, tmp_path: Path) -> None:
    said = sentence(chained(full), tmp_path)
    assert said is not None
    assert "磁盘已满" in said.zh
    assert "What was saved is kept" in said.en


def test_a_lost_connection_is_a_sentence(tmp_path: Path) -> None:
    said = sentence(chained(psycopg.OperationalError("server closed the connection")), tmp_path)
    assert said is not None
    assert "not written. Try again" in said.en


def test_a_sentence_stays_itself(tmp_path: Path) -> None:
    own = EngineError("锁着", "It is locked.")
    assert sentence(chained(own), tmp_path) is own
    assert str(own) == "锁着 / It is locked."


@pytest.mark.parametrize("defect", [ValueError("x"), OSError(errno.EIO, "broken"), psycopg.errors.UndefinedTable("x")])
def test_a_defect_keeps_its_traceback(defect: Exception, tmp_path: Path) -> None:
    assert sentence(chained(defect), tmp_path) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("FATAL:  could not write to file: No space left on device", "The disk is full"),
        ("initdb: error: could not create directory: Permission denied", "is not permitted"),
        ("DETAIL: The data directory was initialized by 15, which is incompatible with server", "another version"),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "not enough memory"),
        ("FATAL:  something new", "The reason is in"),
    ],
)
def test_what_the_server_printed(words: str, said: str, tmp_path: Path) -> None:
    assert said in server_said(words, tmp_path, tmp_path / "postgres.log").en
