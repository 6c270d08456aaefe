"""The lock that programs hold in common."""

from pathlib import Path

from tonghu.engine.users import Presence


def test_one_is_alone_two_are_not(tmp_path: Path) -> None:
    first = Presence(tmp_path / "users.lock")
    second = Presence(tmp_path / "users.lock")
    assert not first.alone()
    first.leave()
    assert second.alone()
    second.leave()
