"""Every message has its Chinese; the tools that see to it are right."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tonghu.locale import catalogue, extract
from tonghu.locale.compiled import compile_changed
from tonghu.locale.extract import Message


def test_nothing_is_missing() -> None:
    assert catalogue.gaps() == []


def test_messages_of_python_are_read() -> None:
    text = """
from x import gettext as _
_("One " "two"); ngettext("%(n)s cat", "%(n)s cats", n); pgettext_lazy("short", "Desk"); _(name); _("")
translation.npgettext("unit", "place", "places", n)
"""
    assert set(extract.in_python(text)) == {
        Message("One two"),
        Message("%(n)s cat", plural="%(n)s cats"),
        Message("Desk", context="short"),
        Message("place", context="unit", plural="places"),
    }


def test_messages_of_templates_are_read() -> None:
    text = """{% load i18n %}{% translate "Sign in" %}{% translate 'Desk' context "short" %}
{% blocktranslate with p=a.b count n=c %}{{ n }} thing in {{ p }}{% plural %}{{ n }} things{% endblocktranslate %}
{% blocktranslate %}Two
lines, “quoted” and "quoted"{% endblocktranslate %}{% include "x.html" with a=_("Given") %}{# _("not") #}"""
    assert set(extract.in_template(text)) == {
        Message("Sign in"),
        Message("Desk", context="short"),
        Message("%(n)s thing in %(p)s", plural="%(n)s things"),
        Message('Two\nlines, “quoted” and "quoted"'),
        Message("Given"),
    }


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one file and one part, with the tools pointed at it."""
    (tmp_path / "a.py").write_text('_("Save"); ngettext("%(n)s day", "%(n)s days", 3); pgettext("short", "End")')
    parts = tmp_path / "parts"
    parts.mkdir()
    (parts / "a.tsv").write_text("Save\t保存\n%(n)s day\t%(n)s 天\t%(n)s days\nshort|||End\t收\nGone\t没了\n")
    folder = tmp_path / "zh"
    monkeypatch.setattr(catalogue, "PARTS", parts)
    monkeypatch.setattr(catalogue, "FOLDER", folder)
    monkeypatch.setattr(catalogue, "CATALOGUE", folder / "django.po")
    monkeypatch.setattr(catalogue, "messages", lambda: extract.messages(tmp_path))
    return tmp_path


def test_parts_become_the_catalogue_and_stay_in_it(small: Path) -> None:
    assert catalogue.merge() == 0
    assert catalogue.gaps() == []
    (small / "parts" / "a.tsv").unlink()
    assert catalogue.merge() == 0
    assert catalogue.gaps() == []


def test_every_gap_is_named(small: Path) -> None:
    catalogue.merge()
    (small / "a.py").write_text('_("Save"); _("New %(x)s")')
    (small / "parts" / "b.tsv").write_text("Save\t存\nNew %(x)s\t新 %(y)s\n")
    said = " | ".join(catalogue.gaps())
    assert "two translations: 'Save'" in said
    assert "not translated: 'New %(x)s' (a.py)" in said
    assert "no longer used: 'End'" in said
    catalogue.merge()
    assert any("other placeholders" in gap for gap in catalogue.gaps())


def test_it_is_compiled_once_and_again_when_it_has_changed(small: Path) -> None:
    assert not compile_changed(catalogue.CATALOGUE), "there is none yet"
    catalogue.merge()
    assert compile_changed(catalogue.CATALOGUE)
    assert not compile_changed(catalogue.CATALOGUE)
    later = catalogue.CATALOGUE.stat().st_mtime + 1
    os.utime(catalogue.CATALOGUE, (later, later))
    assert compile_changed(catalogue.CATALOGUE)


def test_a_fresh_checkout_speaks_chinese_from_its_first_start(tmp_path: Path, elsewhere: dict[str, str]) -> None:
    shutil.copytree(catalogue.PACKAGE, tmp_path / "tonghu", ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    said = "import django; django.setup(); from django.utils.translation import gettext; print(gettext('Activities'))"
    first = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {said}"],
        env=elsewhere, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert first.stdout.strip() == "活动"
