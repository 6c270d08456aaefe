"""``tonghu demo --once``: what it prints, what it leaves, and that it is all or nothing."""

import zipfile
from pathlib import Path

import pytest

from tests.demo.town import Town
from tonghu.demo.cast import CAST

FINGERPRINT = """
    select 'activity', count(*), md5(string_agg(concat_ws('|', day, kind, title, venue, audience, consulted, copies,
        token, entered_name), '~' order by token)) from outreach_activity
    union all select 'office', count(*), md5(string_agg(concat_ws('|', place_id, kind, name, opened_on), '~'
        order by place_id, kind, name)) from places_office
    union all select 'person', count(*), md5(string_agg(concat_ws('|', name, unit), '~' order by token))
        from people_person
    union all select 'place', count(*), md5(string_agg(code || name, '~' order by code)) from places_place
    union all select 'figure', count(*), md5(string_agg(key || text, '~' order by key)) from reports_frozenfigure
"""
COUNTS = """select (select count(*) from trail_entry), (select count(*) from outreach_activity),
    (select count(*) from accounts_user), (select count(*) from reports_report)"""


@pytest.fixture
def own(tmp_path: Path) -> Town:
    return Town(tmp_path / "data")


def test_it_prints_who_signs_in_and_where_the_report_is(town: Town) -> None:
    for member in CAST:
        assert bool(member.try_zh) == (member.username in town.output), member.username
    password = (town.folder.secrets / "demo.password").read_text()
    assert f"everybody's password: {password}" in town.output
    path = Path(next(line for line in reversed(town.output.splitlines()) if line.endswith(".docx")).split(": ")[1])
    assert path.parent == town.folder.reports
    assert "第1版" in zipfile.ZipFile(path).read("word/document.xml").decode()


def test_progress_is_told_with_counts(town: Town) -> None:
    steps = [line for line in town.output.splitlines() if line.startswith("· ")]
    assert len(steps) >= 6
    assert any("1104" in line for line in steps)


def test_the_same_day_gives_the_same_world_and_twice_adds_nothing(town: Town, own: Town) -> None:
    own.build()
    assert own.ask(FINGERPRINT) == town.ask(FINGERPRINT)
    before = own.ask(COUNTS)
    own.build()
    assert "the demonstration is there already" in own.output
    assert own.ask(COUNTS) == before


def test_a_build_that_was_killed_leaves_nothing_and_is_built_again(own: Town) -> None:
    building = own.started()
    assert building.stdout
    for line in building.stdout:
        if "讲师" in line:
            building.kill()
            break
    building.wait()
    building.stdout.close()
    assert own.ask("select (select count(*) from accounts_user), (select count(*) from places_office)") == [(0, 0)]
    own.build()
    assert own.ask("select count(*) from reports_report") == [(3,)]


def test_other_data_is_left_alone(own: Town) -> None:
    assert own.run("migrate", "--quiet").returncode == 0
    script = "from tonghu.accounts.models import User; User.objects.create(username='somebody', name='某人')"
    assert own.run("manage", "shell", "-c", script).returncode == 0
    done = own.run("demo", "--once")
    assert done.returncode == 1
    assert "holds other data and was not changed" in done.stderr
    assert own.ask("select count(*) from places_place") == [(0,)]


@pytest.mark.parametrize("day", ["2199-01-01", "2025-06-30"])
def test_a_day_that_cannot_be_today(own: Town, day: str) -> None:
    done = own.run("demo", "--once", "--today", day)
    assert done.returncode == 1
    assert f"{day} cannot be the demonstration's today" in done.stderr
