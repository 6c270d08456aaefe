import pytest

from tonghu.kit.paper import cjk_font_missing, fonts, fonts_report


def test_missing_fonts_are_named_with_what_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    here = frozenset({"SimHei", "Noto Serif CJK SC", "Times New Roman", "SimSun", "KaiTi"})
    monkeypatch.setattr(fonts, "installed_families", lambda: here)
    assert fonts_report() == [
        ("方正小标宋简体", "Noto Serif CJK SC"),
        ("仿宋_GB2312", "Noto Serif CJK SC"),
        ("楷体_GB2312", "KaiTi"),
    ]


def test_without_any_font_the_substitute_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "installed_families", frozenset)
    assert [substitute for _wanted, substitute in fonts_report()] == [""] * 6


def test_this_computer_draws_chinese() -> None:
    assert cjk_font_missing() is None
    assert any("CJK" in family or "Hei" in family or "YaHei" in family for family in fonts.installed_families())


def test_boxes_for_every_character_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_drawn", lambda _character: b"the same box")
    assert "Noto Sans CJK" in (cjk_font_missing() or "")


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_system_has_its_folders(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts.sys, "platform", platform)
    assert len(fonts.font_folders()) >= 2
    assert all("onts" in str(folder) for folder in fonts.font_folders())
